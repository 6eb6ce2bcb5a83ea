using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>One object for each message: the last answer, as the service gave it.</summary>
internal sealed class ChatWhole(Terminal terminal) : ChatOutput
{
    /// <inheritdoc />
    public override void Show(RunEvent happened, RunTold told)
    {
    }

    /// <inheritdoc />
    public override void Close(RunTold told)
    {
        if (told.Answer is { } answer)
        {
            terminal.Out.WriteLine(JsonLine.Write(answer.WriteTo));
            terminal.Out.Flush();
        }
    }
}
