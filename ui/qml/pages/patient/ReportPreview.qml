import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Report

// The pages of the report as they are printed. Arrow and page keys scroll.
Rectangle {
    id: preview

    property bool whole: false

    color: Theme.raised
    radius: Theme.radius
    border.color: Theme.rule
    activeFocusOnTab: pane.interactive
    Accessible.role: Accessible.Document
    Accessible.name: qsTr("Pages of the report")
    Keys.onUpPressed: pane.go(-60)
    Keys.onDownPressed: pane.go(60)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp)
            pane.go(-pane.height * 0.9);
        else if (event.key === Qt.Key_PageDown)
            pane.go(pane.height * 0.9);
        else if (event.key === Qt.Key_Home)
            pane.go(-1e6);
        else if (event.key === Qt.Key_End)
            pane.go(1e6);
        else
            return;
        event.accepted = true;
    }

    ScrollPane {
        id: pane

        function go(by) {
            contentY = Math.max(0, Math.min(contentHeight - height, contentY + by));
        }

        anchors {
            fill: parent
            margins: Theme.gap
        }
        contentHeight: sheets.implicitHeight
        Column {
            id: sheets
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gap
            Repeater {
                model: app.report.pages
                Rectangle {
                    id: sheet
                    required property var modelData
                    required property int index
                    readonly property real room: pane.width - 2 * Theme.gap
                    objectName: "page" + index
                    width: preview.whole ? Math.min(room, pane.height / modelData.aspect) : Math.min(room, 1100 * Theme.scale)
                    height: width * modelData.aspect
                    color: "white"
                    border.width: 1
                    border.color: Theme.rule
                    Accessible.role: Accessible.Paragraph
                    Accessible.name: qsTr("Page %1 of %2").arg(index + 1).arg(app.report.pages.length)
                    Accessible.description: modelData.text
                    PageView {
                        objectName: "pageView" + sheet.index
                        anchors {
                            fill: parent
                            margins: 1
                        }
                        pages: app.report
                        number: sheet.index
                    }
                }
            }
        }
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -2
        color: "transparent"
        radius: Theme.radius + 2
        border.width: 2
        border.color: Theme.focus
        visible: preview.activeFocus
    }
}
