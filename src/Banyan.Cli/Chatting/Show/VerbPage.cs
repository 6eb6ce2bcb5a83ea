using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>What a command within a chat prints: lines for a person, one object with the member <c>command</c> where a program reads.</summary>
internal sealed class VerbPage(Terminal terminal, Talk talk, bool isJson)
{
    private static readonly Paint Plain = new(false);

    /// <summary>Prints what was asked for.</summary>
    public void Show(string verb, IEnumerable<string> lines, Action<Utf8JsonWriter>? members = null)
    {
        if (Object(verb, members))
        {
            return;
        }

        foreach (var line in lines)
        {
            terminal.Out.WriteLine(Printable.Line(line));
        }

        terminal.Out.Flush();
    }

    /// <summary>Prints columns.</summary>
    public void Show(string verb, IReadOnlyList<string> head, IReadOnlyList<string[]> rows, Action<Utf8JsonWriter>? members = null)
    {
        if (!Object(verb, members))
        {
            TextTable.Write(terminal.Out, Plain, head, rows);
            terminal.Out.Flush();
        }
    }

    /// <summary>Says what was done: talk for a person.</summary>
    public void Say(string verb, string line, Action<Utf8JsonWriter>? members = null)
    {
        if (!Object(verb, members))
        {
            talk.Remark(line);
        }
    }

    /// <summary>Prints lines of text as they stand, line ends kept.</summary>
    public void Text(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var printable = new Printable();
            terminal.Out.WriteLine(printable.Take(text) + printable.End());
        }

        terminal.Out.Flush();
    }

    /// <summary>Prints the object where a program reads.</summary>
    /// <returns>False where a person does.</returns>
    public bool Object(string verb, Action<Utf8JsonWriter>? members)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(JsonLine.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("command", verb);
                members?.Invoke(writer);
                writer.WriteEndObject();
            }));
            terminal.Out.Flush();
        }

        return isJson;
    }
}
