using Banyan.Wire;

namespace Banyan.Host.Graph.Door;

/// <summary>Carries a failure out of a resolver: the field is null and the caller reads the failure's words and code.</summary>
internal sealed class RefusedException(Failure failure) : Exception(failure.Message)
{
    /// <summary>What went wrong.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>Everything that was found wrong, each with its path; empty where the failure says it all.</summary>
    public IReadOnlyList<(string Path, string Message)> Violations { get; init; } = [];
}
