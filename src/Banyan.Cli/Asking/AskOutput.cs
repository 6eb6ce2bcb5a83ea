using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>How an answer is shown: text as it comes, or JSON.</summary>
internal abstract class AskOutput
{
    /// <summary>Shows a piece of text that just came.</summary>
    public abstract Task ShowAsync(string piece);

    /// <summary>Shows what is left to show when nothing more comes, whether the answer is whole or not.</summary>
    public abstract void End(ChatAnswer answer);

    /// <summary>The output that flags ask for.</summary>
    public static AskOutput Of(Terminal terminal, bool isJson, bool isJsonLines) =>
        isJsonLines ? new AskJsonLines(terminal) : isJson ? new AskJson(terminal) : new AskText(terminal);
}
