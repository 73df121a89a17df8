import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

Card {
    title: qsTr("Appearance and language")
    Flow {
        Layout.fillWidth: true
        spacing: Theme.pad * 2
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
        Labelled {
            label: qsTr("Size of everything")
            Segments {
                objectName: "size"
                label: qsTr("Size of everything")
                value: app.settings.interface.text_scale
                options: [0.8, 1, 1.25, 1.5, 2].map(scale => ({
                            "text": Math.round(scale * 100) + " %",
                            "value": scale
                        }))
                onChosen: value => app.settings.set("interface", "text_scale", value)
            }
        }
    }
}
