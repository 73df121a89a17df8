import QtQuick
import QtQuick.Layouts
import TfCollab.Theme

// A sentence that has to be seen. kind: "note", "warning" or "error".
Rectangle {
    id: banner

    property string kind: "note"
    property string text: ""
    property bool closable: false
    signal closed

    implicitHeight: row.implicitHeight + Theme.gap * 2
    implicitWidth: 400
    radius: Theme.radius
    visible: text !== ""
    color: kind === "error" ? Theme.dangerGround : kind === "warning" ? Theme.warningGround : Theme.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    RowLayout {
        id: row
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.pad
            rightMargin: Theme.gap
        }
        spacing: Theme.pad
        Rectangle {
            Layout.preferredWidth: 4
            Layout.fillHeight: true
            radius: 2
            color: banner.kind === "error" ? Theme.danger : banner.kind === "warning" ? Theme.warning : Theme.accent
        }
        AppText {
            Layout.fillWidth: true
            text: banner.text
        }
        AppButton {
            visible: banner.closable
            kind: "quiet"
            text: qsTr("Close")
            onClicked: banner.closed()
        }
    }
}
