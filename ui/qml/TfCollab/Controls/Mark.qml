import QtQuick
import TfCollab.Theme

// A word on a tinted ground, with a dot in a colour that means something.
Rectangle {
    id: mark

    property string text: ""
    property color dot: Theme.muted

    implicitWidth: row.implicitWidth + 2 * Theme.gap
    implicitHeight: row.implicitHeight + Theme.gap
    radius: height / 2
    color: Theme.raised
    visible: text !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.gap
        Rectangle {
            width: Theme.small * 0.75
            height: width
            radius: width / 2
            color: mark.dot
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            text: mark.text
            font.pixelSize: Theme.small
            color: Theme.text
        }
    }
}
