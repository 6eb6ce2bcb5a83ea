using Banyan.Gateway.Tools.Registry;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Does what tools of one kind are for. Grants, schemas, time and log are the runner's.</summary>
internal interface IToolExecutor
{
    /// <summary>Which kind.</summary>
    ToolExecutorKind Kind { get; }

    /// <summary>Runs a call whose arguments fit the tool's schema.</summary>
    /// <exception cref="OperationCanceledException">Its time is over, or the caller left.</exception>
    Task<ToolResult> RunAsync(Tool tool, ToolCall call, CancellationToken cancellationToken);
}
