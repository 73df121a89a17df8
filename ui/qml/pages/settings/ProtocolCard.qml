import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

Card {
    title: qsTr("Protocol and thresholds")
    note: qsTr("They decide what is measured, and travel with every result. An exam that runs keeps those it began with.")
    Banner {
        objectName: "fault"
        Layout.fillWidth: true
        kind: "error"
        text: Words.said(app.settings.fault)
    }
    AppButton {
        objectName: "resetClinical"
        visible: app.settings.fault !== ""
        text: qsTr("Put the usual thresholds back")
        onClicked: app.settings.reset_clinical()
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.pad * 1.5
        enabled: app.settings.fault === ""
        NumberSetting {
            section: "protocol"
            name: "measurements"
            label: qsTr("Measurements of an eye")
        }
        NumberSetting {
            section: "protocol"
            name: "rest_s"
            label: qsTr("Rest between them")
            unit: qsTr("s")
        }
        NumberSetting {
            section: "protocol"
            name: "blinks"
            label: qsTr("Blinks before each")
        }
        NumberSetting {
            section: "clinical"
            name: "time_limit_s"
            label: qsTr("Longest measurement")
            unit: qsTr("s")
        }
        NumberSetting {
            section: "clinical"
            name: "persistence_s"
            label: qsTr("A break-up lasts at least")
            unit: qsTr("s")
        }
        NumberSetting {
            section: "clinical"
            name: "cutoff_s"
            label: qsTr("Cut-off")
            unit: qsTr("s")
        }
    }
    TextSetting {
        Layout.fillWidth: true
        enabled: app.settings.fault === ""
        section: "clinical"
        name: "cutoff_source"
        label: qsTr("Where the cut-off comes from; it is written wherever the cut-off is used")
    }
    AppSwitch {
        objectName: "sounds"
        Layout.fillWidth: true
        enabled: app.settings.canPlay
        text: app.settings.canPlay ? qsTr("Prompt by tones too: two to blink, one to keep the eye open, a falling one at the end") : qsTr("Prompts by tones: this computer has nothing that plays them")
        checked: app.settings.interface.sounds
        onToggled: app.settings.set("interface", "sounds", checked)
    }
}
