"""NLU tokenizer: jieba's words of the point of a message."""

from __future__ import annotations

import jieba
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.training_data.message import Message

from bot.essence import essence_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class EssenceTokenizer(JiebaTokenizer):
    """Rasa's jieba tokenizer, on the message without its place and without the story around it."""

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of the message's point; their offsets count the point, not the message."""
        words = jieba.tokenize(essence_of(message.get(attribute)))
        return [Token(word, start) for word, start, _end in words]
