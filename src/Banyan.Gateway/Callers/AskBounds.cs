using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>How much one ask may want, whatever its language; more is refused before anything is spent.</summary>
internal static class AskBounds
{
    /// <summary>Most tools one ask may declare. <value>1,024.</value></summary>
    public const int MostTools = 1024;

    /// <summary>Most answers one ask may want. <value>128.</value></summary>
    public const int MostChoices = 128;

    public static Failure? Check(Exchange exchange)
    {
        var lens = exchange.Ask.Lens;
        return lens.ToolNames.Count > MostTools ? Refuse("tools", $"The ask declares {lens.ToolNames.Count} tools; at most {MostTools} are taken.")
            : lens.Choices is < 0 or > MostChoices ? Refuse("n", $"The ask wants {lens.Choices} answers; at most {MostChoices} are given.")
            : null;
    }

    private static Failure Refuse(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
