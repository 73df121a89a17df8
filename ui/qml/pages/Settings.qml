import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

FocusScope {
    id: page

    ScrollPane {
        anchors.fill: parent
        anchors.margins: Theme.pad
        ColumnLayout {
            width: Math.min(parent.width, 900 * Theme.scale)
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.pad
            AppText {
                text: qsTr("Settings")
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
            }
            Card {
                Layout.fillWidth: true
                title: qsTr("Appearance")
                Labelled {
                    label: qsTr("Theme")
                    Segments {
                        objectName: "theme"
                        label: qsTr("Theme")
                        value: app.settings.interface.theme
                        options: [
                            {
                                "text": qsTr("Dark"),
                                "value": "dark"
                            },
                            {
                                "text": qsTr("Light"),
                                "value": "light"
                            }
                        ]
                        onChosen: value => app.settings.set("interface", "theme", value)
                    }
                }
                Labelled {
                    label: qsTr("Language")
                    Segments {
                        objectName: "language"
                        label: qsTr("Language")
                        value: app.settings.language
                        options: Object.keys(app.settings.languages).map(code => ({
                                    "text": app.settings.languages[code],
                                    "value": code
                                }))
                        onChosen: value => app.settings.set("interface", "language", value)
                    }
                }
            }
        }
    }
}
