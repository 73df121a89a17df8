import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One action and its key; pressed, it waits for another key.
RowLayout {
    id: setting

    required property string modelData
    property string taken: ""

    spacing: Theme.gap
    AppText {
        Layout.fillWidth: true
        text: Words.action(setting.modelData)
    }
    AppText {
        visible: setting.taken !== ""
        text: qsTr("in use: %1").arg(Words.action(setting.taken))
        color: Theme.danger
        font.pixelSize: Theme.small
    }
    AppButton {
        id: button
        property bool waits: false
        objectName: "key." + setting.modelData
        Layout.preferredWidth: 190 * Theme.scale
        text: waits ? qsTr("Press a key …") : Words.keys[setting.modelData]
        Accessible.name: Words.action(setting.modelData) + ": " + text
        onClicked: {
            waits = true;
            setting.taken = "";
        }
        onActiveFocusChanged: if (!activeFocus)
            waits = false
        // a key that is a shortcut elsewhere has to come here first
        Keys.onShortcutOverride: event => event.accepted = waits
        Keys.onPressed: event => {
            if (!waits)
                return;
            event.accepted = true;
            if (event.key === Qt.Key_Escape) {
                waits = false;
                return;
            }
            const key = app.settings.shortcuts.key_text(event.key, event.modifiers);
            if (key === "")
                return;
            waits = false;
            setting.taken = app.settings.shortcuts.change(setting.modelData, key);
        }
    }
}
