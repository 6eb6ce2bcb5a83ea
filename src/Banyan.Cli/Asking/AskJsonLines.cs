using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>A line of JSON for each piece of text, and one for the end.</summary>
internal sealed class AskJsonLines(Terminal terminal) : AskOutput
{
    public override async Task ShowAsync(string piece)
    {
        var line = JsonLine.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "text");
            writer.WriteString("text", piece);
            writer.WriteEndObject();
        });
        await terminal.Out.WriteLineAsync(line);
        await terminal.Out.FlushAsync();
    }

    public override void End(ChatAnswer answer)
    {
        terminal.Out.WriteLine(JsonLine.Write(writer => AnswerJson.Write(writer, answer, type: "end")));
        terminal.Out.Flush();
    }
}
