import QtQuick
import TfCollab.Theme
import TfCollab.Controls

// What the colours and lines of the timeline mean.
Flow {
    id: legend

    property color witness

    spacing: Theme.gap * 1.5
    component Entry: Row {
        property string text: ""
        property color ink: Theme.muted
        // a line for an area, else the height that the class has in the band
        property bool line: false
        property bool dashed: false
        property real share: 1
        spacing: Theme.gap / 2
        Item {
            width: Theme.small * 1.2
            height: Theme.small * 1.1
            anchors.verticalCenter: parent.verticalCenter
            Rectangle {
                visible: !parent.parent.line
                anchors.bottom: parent.bottom
                width: parent.width
                height: Math.max(2, parent.height * parent.parent.share)
                color: parent.parent.ink
            }
            Row {
                visible: parent.parent.line
                anchors.verticalCenter: parent.verticalCenter
                spacing: parent.parent.dashed ? 3 : 0
                Repeater {
                    model: 3
                    Rectangle {
                        width: Theme.small * 0.3
                        height: 2
                        color: legend.witness
                    }
                }
            }
        }
        AppText {
            text: parent.text
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.NoWrap
        }
    }
    // the heights are those of TimelineView
    Entry {
        text: Words.frameClass("clear")
        ink: Theme.classes.clear
        share: 0.55
    }
    Entry {
        text: qsTr("Break-up, and its area")
        ink: Theme.classes.broken
    }
    Entry {
        text: Words.frameClass("blur")
        ink: Theme.classes.blur
        share: 0.35
    }
    Entry {
        text: qsTr("Closed: a blink; half as high where the lids closed in part")
        ink: Theme.classes.closed
        share: 0.15
    }
    Entry {
        text: qsTr("Area by the witness")
        line: true
        dashed: true
    }
}
