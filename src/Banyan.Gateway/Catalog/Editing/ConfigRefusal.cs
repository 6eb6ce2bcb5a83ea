using Banyan.Wire;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Why a change was not made.</summary>
/// <param name="Failure">The failure, in words that tell the first problem.</param>
/// <param name="Problems">Everything wrong with the whole that it would have made; empty when it was refused for another reason.</param>
public sealed record ConfigRefusal(Failure Failure, IReadOnlyList<ConfigProblem> Problems)
{
    internal static ConfigRefusal Of(Failure failure) => new(failure, []);

    internal static ConfigRefusal NotFound(string message) => Of(new Failure(FailureKind.CallerFault, "not_found", message));

    internal static ConfigRefusal Conflict(string message, string? param = null) => Of(new Failure(FailureKind.CallerFault, "conflict", message) { Param = param });

    internal static ConfigRefusal Bad(string message, string? param = null) => Of(new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = param });

    /// <summary>A whole that would have errors.</summary>
    internal static ConfigRefusal Bad(LoadedConfig whole)
    {
        var errors = whole.Problems.Where(problem => problem.Severity == ConfigSeverity.Error).ToList();
        var more = errors.Count == 1 ? "" : $" There are {errors.Count} errors in all.";
        return new ConfigRefusal(new Failure(FailureKind.CallerFault, "invalid_request", $"The configuration would not be good: {errors[0].Code} {errors[0].Path}: {errors[0].Message} {errors[0].Hint}{more}"), errors);
    }
}
