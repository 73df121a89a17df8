import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Every action with its key; they are changed in Settings.
AppDialog {
    id: keys

    readonly property var screens: [
        {
            "code": "app",
            "text": qsTr("Everywhere")
        },
        {
            "code": "exam",
            "text": qsTr("Exam")
        },
        {
            "code": "review",
            "text": qsTr("Review")
        },
        {
            "code": "patient",
            "text": qsTr("Patient")
        }
    ]

    objectName: "keysDialog"
    title: qsTr("Shortcuts")
    wantedWidth: 640 * Theme.scale
    buttons: [
        AppButton {
            text: qsTr("Close")
            kind: "primary"
            focus: true
            onClicked: keys.close()
        },
        AppButton {
            objectName: "changeKeys"
            text: qsTr("Change them")
            onClicked: {
                keys.close();
                app.navigation.show("Settings");
            }
        }
    ]
    Repeater {
        model: keys.screens
        ColumnLayout {
            id: screen
            required property var modelData
            Layout.fillWidth: true
            spacing: Theme.gap / 2
            AppText {
                text: screen.modelData.text
                font.weight: Font.DemiBold
                color: Theme.accent
            }
            Repeater {
                model: app.settings.shortcuts.actions.filter(action => action.startsWith(screen.modelData.code + "."))
                RowLayout {
                    required property string modelData
                    Layout.fillWidth: true
                    AppText {
                        Layout.fillWidth: true
                        text: Words.action(parent.modelData)
                    }
                    AppText {
                        text: Words.keys[parent.modelData]
                        color: Theme.muted
                    }
                }
            }
        }
    }
}
