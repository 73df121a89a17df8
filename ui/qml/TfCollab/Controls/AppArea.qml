import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// Text of several lines. Tab goes on to the next control, as it does elsewhere.
ScrollView {
    id: area

    property string label: ""
    property alias text: edit.text

    function begin() {
        edit.forceActiveFocus();
        edit.cursorPosition = edit.length;
    }

    implicitHeight: 180 * Theme.scale
    implicitWidth: 400 * Theme.scale
    ScrollBar.horizontal.policy: ScrollBar.AlwaysOff
    ScrollBar.vertical.Accessible.name: qsTr("Scroll bar")
    ScrollBar.horizontal.Accessible.name: qsTr("Scroll bar")
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: 1
        border.color: Theme.fieldRule
        FocusRing {
            visible: edit.activeFocus
        }
    }
    TextArea {
        id: edit
        objectName: area.objectName + "Text"
        font.pixelSize: Theme.body
        color: Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        selectByMouse: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        leftPadding: Theme.gap * 1.5
        rightPadding: Theme.gap * 1.5
        Accessible.name: area.label
        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        background: null
    }
}
