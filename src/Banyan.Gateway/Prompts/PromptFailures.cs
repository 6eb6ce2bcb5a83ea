using Banyan.Wire;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts;

/// <summary>The failures prompts end in, each with what to do.</summary>
internal static class PromptFailures
{
    private const int MostTold = 5;

    public static Failure NotFound(string what) => new(FailureKind.CallerFault, "prompt_not_found", $"There is no {what}. Check name, label and number.");

    public static Failure Conflict(string message) => new(FailureKind.CallerFault, "conflict", message);

    public static Failure Invalid(string message, string? param = null) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    public static Failure Away { get; } =
        new(FailureKind.Busy, "dependency_unavailable", "Prompts can't be read or written right now; retry shortly.") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>Variables that do not fit: the failure names the first few, the result has all.</summary>
    public static PromptResult<T> Variables<T>(IReadOnlyList<SchemaFault> faults)
        where T : class =>
        new(null, new Failure(FailureKind.CallerFault, "invalid_variables", "The prompt's variables do not fit: " + Told(faults)) { Param = "variables" + faults[0].Path[1..] }) { Faults = faults };

    /// <summary>A content that can't be kept.</summary>
    public static PromptResult<T> Content<T>(IReadOnlyList<SchemaFault> faults)
        where T : class =>
        new(null, new Failure(FailureKind.CallerFault, "invalid_request", "The prompt can't be kept: " + Told(faults)) { Param = faults[0].Path.TrimStart('$', '.') }) { Faults = faults };

    private static string Told(IReadOnlyList<SchemaFault> faults)
    {
        var told = string.Join(" ", faults.Take(MostTold).Select(fault => $"{fault.Path}: {fault.Message}"));
        return faults.Count > MostTold ? $"{told} And {faults.Count - MostTold} more." : told;
    }
}
