namespace Banyan.Gateway.Tools.Executing;

/// <summary>Runs tools: grant, arguments, time, result and log are the same whoever asks.</summary>
public interface IToolRunner
{
    /// <summary>Runs one call. Whatever goes wrong is told in the result, and written down.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken);
}
