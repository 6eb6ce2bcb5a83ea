namespace Banyan.Cli.Output;

/// <summary>Colours, where there is a terminal that wants them; plain text elsewhere.</summary>
internal sealed class Paint(bool isOn)
{
    public string Red(string text) => Wrap(text, "31");

    public string Green(string text) => Wrap(text, "32");

    public string Yellow(string text) => Wrap(text, "33");

    public string Bold(string text) => Wrap(text, "1");

    public string Dim(string text) => Wrap(text, "2");

    private string Wrap(string text, string code) => isOn ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
