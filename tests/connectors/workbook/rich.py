# ruff: noqa: E501 - a line of XML is read as it is written
"""A workbook with one of everything that careless programs lose, written part by part."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
HEADERS = ("Deliverable", "Owner", "Depends On", "Status", "Cost")


def rels(*entries: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def cell(place: str, text: str, style: str = "") -> str:
    look = f' s="{style}"' if style else ""
    return f'<c r="{place}"{look} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet_rows(count: int) -> str:
    header = "".join(cell(f"{'ABCDE'[i]}1", name, "1") for i, name in enumerate(HEADERS))
    rows = [f'<row r="1" spans="1:5" ht="24" customHeight="1">{header}</row>']
    for n in range(2, count + 2):
        first = f'<c r="A{n}" t="s"><v>0</v></c>' if n == 2 else cell(f"A{n}", f"Item {n - 1}")
        rows.append(
            f'<row r="{n}" spans="1:5">{first}{cell(f"B{n}", "Kaya Muster")}{cell(f"C{n}", "Brief & mix")}'
            f'{cell(f"D{n}", "In progress", "2")}<c r="E{n}"><f>{n}*10</f><v>{n * 10}</v></c></row>'
        )
    total = count + 4
    rows.append(
        f'<row r="{total}" spans="1:5">{cell(f"A{total}", "TOTAL")}'
        f'<c r="E{total}"><f>SUM(E2:E{count + 1})</f><v>4711</v></c></row>'
    )
    return "".join(rows)


def plan_sheet(count: int) -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
        f'<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:E{count + 4}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="1" width="31.5" customWidth="1"/><col min="2" max="5" width="12"/></cols>'
        f"<sheetData>{sheet_rows(count)}</sheetData>"
        f'<autoFilter ref="A1:E{count + 1}"/>'
        '<conditionalFormatting sqref="E2:E9"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan">'
        "<formula>40</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D2:D9">'
        '<formula1>"In progress,Done"</formula1></dataValidation></dataValidations>'
        '<hyperlinks><hyperlink ref="A3" r:id="rId3"/></hyperlinks>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" r:id="rId4"/><headerFooter><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter>'
        '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId7"/></tableParts>'
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><x14:sparklineGroups '
        f'xmlns:xm="{MICROSOFT}/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Plan!E2:E9</xm:f>'
        "<xm:sqref>Z2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
        "</worksheet>"
    )


NOTE_SHAPE = (
    '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:visible" fillcolor="#ccff00">'
    "<v:textbox><div style='text-align:left'><br></div></v:textbox><x:ClientData ObjectType=\"Note\">"
    "<x:Anchor>1, 15, 1, 2, 3, 31, 6, 1</x:Anchor><x:Visible/><x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>"
)


def rich_parts(count: int = 9) -> dict[str, bytes]:
    """Return the parts of a plan with `count` deliverables and everything else that a workbook can carry."""
    sheet = f"{OFFICE}/worksheet"
    drawing = "application/vnd.openxmlformats-officedocument.drawing+xml"
    ml = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "xl/workbook.xml": f"{ml}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{ml}.worksheet+xml",
        "xl/worksheets/sheet2.xml": f"{ml}.worksheet+xml",
        "xl/styles.xml": f"{ml}.styles+xml",
        "xl/sharedStrings.xml": f"{ml}.sharedStrings+xml",
        "xl/calcChain.xml": f"{ml}.calcChain+xml",
        "xl/comments1.xml": f"{ml}.comments+xml",
        "xl/tables/table1.xml": f"{ml}.table+xml",
        "xl/pivotTables/pivotTable1.xml": f"{ml}.pivotTable+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"{ml}.pivotCacheDefinition+xml",
        "xl/externalLinks/externalLink1.xml": f"{ml}.externalLink+xml",
        "xl/drawings/drawing1.xml": drawing,
        "xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
        "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "bin": f"{ml}.printerSettings",
        "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    }
    types = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in defaults.items())
    types += "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in overrides.items())
    chart_ns = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    draw_ns = "http://schemas.openxmlformats.org/drawingml/2006"
    anchor = (
        "<xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{0}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        "<xdr:to><xdr:col>14</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": rels(
            ("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/>'
        '<bookViews><workbookView activeTab="0"/></bookViews>'
        '<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/><sheet name="Budget" sheetId="2" r:id="rId2"/></sheets>'
        '<externalReferences><externalReference r:id="rId6"/></externalReferences><definedNames>'
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">Plan!$A$1:$E${count + 1}</definedName>'
        '<definedName name="Costs">Plan!$E$2:$E$9</definedName></definedNames><calcPr calcId="191029"/>'
        '<pivotCaches><pivotCache cacheId="1" r:id="rId7"/></pivotCaches></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            ("rId1", sheet, "worksheets/sheet1.xml"),
            ("rId2", sheet, "/xl/worksheets/sheet2.xml"),
            ("rId3", f"{OFFICE}/styles", "styles.xml"),
            ("rId4", f"{OFFICE}/sharedStrings", "sharedStrings.xml"),
            ("rId5", f"{OFFICE}/calcChain", "calcChain.xml"),
            ("rId6", f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml"),
            ("rId7", f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            ("rId8", f"{MICROSOFT}/2017/10/relationships/person", "persons/person.xml"),
        ),
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="12"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
        '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/>'
        '<xf xfId="0" applyAlignment="1"><alignment horizontal="center"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><rPr><b/></rPr><t>Final</t></r>'
        '<r><t xml:space="preserve"> master</t></r></si></sst>',
        "xl/calcChain.xml": f'{HEAD}<calcChain xmlns="{MAIN}"><c r="E2" i="1"/></calcChain>',
        "xl/worksheets/sheet1.xml": plan_sheet(count),
        "xl/worksheets/sheet2.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cell("A1", "Budget notes")}'
        '<c r="B1"><v>5</v></c></row></sheetData></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": rels(
            ("rId1", f"{OFFICE}/drawing", "../drawings/drawing1.xml"),
            ("rId2", f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("rId4", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
            ("rId5", f"{OFFICE}/comments", "../comments1.xml"),
            ("rId6", f"{MICROSOFT}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
            ("rId7", f"{OFFICE}/table", "../tables/table1.xml"),
            ("rId8", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
        ).replace(
            "</Relationships>",
            f'<Relationship Id="rId3" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
            "</Relationships>",
        ),
        "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Kaya</author>'
        "<author>tc={10000000-0000-0000-0000-000000000001}</author></authors><commentList>"
        '<comment ref="A2" authorId="0" shapeId="0"><text><r><rPr><b/><color indexed="81"/></rPr><t>Kaya:</t></r>'
        '<r><t xml:space="preserve">\nask the &lt;engineer&gt;</t></r></text></comment>'
        '<comment ref="B2" authorId="1" shapeId="0"><text><t>[Threaded comment] hello</t></text></comment>'
        "</commentList></comments>",
        "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:'
        'office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
        'data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        f'path="m,l,21600r21600,l21600,xe"/>{NOTE_SHAPE}</xml>',
        "xl/threadedComments/threadedComment1.xml": f'{HEAD}<ThreadedComments xmlns="{MICROSOFT}/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="B2" dT="2026-01-01T00:00:00.00" personId="{2}" id="{1}"><text>hello</text>'
        "</threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'{HEAD}<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"/>',
        "xl/tables/table1.xml": f'{HEAD}<table xmlns="{MAIN}" id="1" name="PlanTable" displayName="PlanTable" '
        f'ref="A1:E{count + 1}" totalsRowShown="0"><autoFilter ref="A1:E{count + 1}"/><tableColumns count="5">'
        + "".join(f'<tableColumn id="{i}" name="{name}"/>' for i, name in enumerate(HEADERS, start=1))
        + "</tableColumns></table>",
        "xl/pivotTables/pivotTable1.xml": f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="1"/>',
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}"/>',
        "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}"/>',
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
        "xl/media/image1.png": png(),
        "xl/charts/chart1.xml": f'{HEAD}<c:chartSpace xmlns:c="{chart_ns}"><c:chart><c:plotArea/></c:chart></c:chartSpace>',
        "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="{draw_ns}/spreadsheetDrawing" xmlns:a="{draw_ns}/main">'
        f'<xdr:twoCellAnchor>{anchor.format(1, 9)}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Text box"/><xdr:cNvSpPr '
        'txBox="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>remember the vinyl</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
        "xl/drawings/_rels/drawing1.xml.rels": rels(
            ("rId1", f"{OFFICE}/chart", "../charts/chart1.xml"), ("rId2", f"{OFFICE}/image", "../media/image1.png")
        ),
    }
    return {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as the bytes of a workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0)), part)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}
