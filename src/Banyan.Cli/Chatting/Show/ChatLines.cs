using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>A line of JSON for each event: its type, its number, its facts.</summary>
internal sealed class ChatLines(Terminal terminal) : ChatOutput
{
    /// <inheritdoc />
    public override void Show(RunEvent happened, RunTold told)
    {
        terminal.Out.WriteLine(JsonLine.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", happened.Kind);
            if (happened.Sequence is { } sequence)
            {
                writer.WriteNumber("sequence", sequence);
            }

            writer.WritePropertyName("data");
            happened.Data.WriteTo(writer);
            writer.WriteEndObject();
        }));
        terminal.Out.Flush();
    }
}
