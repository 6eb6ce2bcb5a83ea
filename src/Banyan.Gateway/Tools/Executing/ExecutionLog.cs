using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Writes executions down, redacted. A database that is away keeps no tool from running; that an execution is not in it is told in the service's own log.</summary>
internal sealed partial class ExecutionLog(IToolLog store, ICatalog catalog, IEnumerable<IToolObserver> observers, TimeProvider time, ILogger<ExecutionLog> log)
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);
    private readonly IToolObserver[] _observers = [.. observers];

    /// <summary>The clock calls are timed by.</summary>
    public TimeProvider Time => time;

    /// <summary>Notes when a call begins.</summary>
    public ExecutionStart Begin() => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Writes one down.</summary>
    /// <returns>The result with the id it has there.</returns>
    public async Task<ToolResult> WriteAsync(ExecutionStart began, Tool? tool, ToolCall call, ToolResult result)
    {
        var execution = Row(began, tool, call, result);
        foreach (var observer in _observers)
        {
            observer.Ran(execution);
        }

        using var bound = new CancellationTokenSource(MostWait, time);
        try
        {
            await store.WriteAsync(execution, bound.Token);
        }
        catch (Exception away) when (away is StoreAwayException or OperationCanceledException)
        {
            LogLost(log, execution.Id, execution.Tool, execution.Status, away);
        }

        return result with { ExecutionId = execution.Id, LatencyMs = execution.LatencyMs };
    }

    /// <summary>Tells a bug.</summary>
    public void Failed(Tool tool, Exception bug) => LogBug(log, tool.Name, bug);

    private ToolExecution Row(ExecutionStart began, Tool? tool, ToolCall call, ToolResult result)
    {
        var keeps = ToolSettings.Of(catalog.Current).KeepsContent;
        return new ToolExecution
        {
            Id = Guid.CreateVersion7(began.At),
            Tenant = call.Caller.Tenant,
            RequestId = call.RequestId?.Value,
            ToolId = tool?.Id,
            Tool = Redaction.Short(call.Tool, 128),
            Service = call.Caller.Service,
            User = call.Caller.User,
            CallId = Redaction.Short(call.CallId, 128),
            Turn = call.Turn,
            Input = keeps && call.Arguments.ValueKind != JsonValueKind.Undefined ? Redaction.Of(call.Arguments) : null,
            Output = keeps && result.Output is { } output ? Redaction.Of(output) : null,
            Status = result.Status,
            Error = result.Error is { } error ? Redaction.Short(Redaction.Of(error), 1_000) : null,
            Attempts = result.Attempts,
            LatencyMs = (int)Math.Min(time.GetElapsedTime(began.Timestamp).TotalMilliseconds, int.MaxValue),
            ExecutedAt = began.At,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {Id} of tool {Tool} ({Status}) could not be written down")]
    private static partial void LogLost(ILogger logger, Guid id, string tool, ToolStatus status, Exception away);

    [LoggerMessage(Level = LogLevel.Error, Message = "Tool {Tool} failed")]
    private static partial void LogBug(ILogger logger, string tool, Exception bug);
}

/// <summary>When a call began.</summary>
/// <param name="At">On the wall's clock.</param>
/// <param name="Timestamp">On the monotonic one.</param>
internal readonly record struct ExecutionStart(DateTimeOffset At, long Timestamp);
