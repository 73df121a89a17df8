import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

Card {
    title: qsTr("Shortcuts")
    note: qsTr("Press the button of an action, then its new key.")
    spacing: 4
    Repeater {
        model: app.settings.shortcuts.actions
        KeySetting {
            Layout.fillWidth: true
        }
    }
    AppButton {
        objectName: "resetKeys"
        Layout.topMargin: Theme.gap
        text: qsTr("Put the usual keys back")
        onClicked: app.settings.shortcuts.reset()
    }
}
