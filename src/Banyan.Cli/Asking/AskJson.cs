using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>One JSON object when the answer is over; what came of a cut one is in it, with <c>complete</c> false.</summary>
internal sealed class AskJson(Terminal terminal) : AskOutput
{
    public override Task ShowAsync(string piece) => Task.CompletedTask;

    public override void End(ChatAnswer answer)
    {
        if (answer.IsComplete || answer.Text.Length > 0)
        {
            terminal.Out.WriteLine(JsonLine.Write(writer => AnswerJson.Write(writer, answer, type: null)));
        }

        terminal.Out.Flush();
    }
}
