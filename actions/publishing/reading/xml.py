"""XML of unknown senders: no entities, no network, no deep trees."""

from __future__ import annotations

from lxml import etree

from actions.publishing.wording import refuse, words


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document.

    ``huge_tree`` stays off: libxml2 then stops at a depth of 256 and at long text nodes.

    Raises:
        Refusal: ``hostile`` where it declares a document type or is too deep, ``broken`` where it
            is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise refuse("hostile", what=words().say("hostile.depth")) from error
        raise refuse("broken") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("hostile", what=words().say("hostile.doctype"))
    return root
