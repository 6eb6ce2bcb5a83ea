using System.Text.Json;
using Banyan.Gateway.Tools.Registry;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Runs a call: may it, do the arguments fit, does the result fit; and writes it down however it went.</summary>
internal sealed class ToolRunner(IToolRegistry registry, IEnumerable<IToolExecutor> executors, ExecutionLog log) : IToolRunner
{
    private const int LargestResult = 256 * 1024, MostFaults = 5;
    private readonly Dictionary<ToolExecutorKind, IToolExecutor> _executors = executors.ToDictionary(one => one.Kind);

    /// <inheritdoc />
    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var began = log.Begin();
        var tool = await registry.FindAsync(call.Caller.Tenant, call.Tool, cancellationToken);
        ToolResult result;
        try
        {
            result = await CheckedAsync(tool, call, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await log.WriteAsync(began, tool, call, ToolOutput.Failed("The caller left before it was done."));
            throw;
        }

        return await log.WriteAsync(began, tool, call, result);
    }

    private async Task<ToolResult> CheckedAsync(Tool? tool, ToolCall call, CancellationToken cancellationToken)
    {
        // What is not granted reads like what is not there.
        if (tool is not { IsEnabled: true } || !call.Caller.Grants.MayCall(tool.Name) || !_executors.TryGetValue(tool.Executor, out var executor))
        {
            return ToolOutput.Denied("There is no such tool for this key.");
        }

        if (Faults(tool.InputSchema, call.Arguments, "The arguments don't fit") is { } wrong)
        {
            return wrong;
        }

        var result = await TimedAsync(executor, tool, call, cancellationToken);
        if (result.Output is not { } output)
        {
            return result;
        }

        if (output.GetRawText().Length > LargestResult)
        {
            return ToolOutput.Failed("The result is over 256 KB.") with { Attempts = result.Attempts };
        }

        return tool.OutputSchema is { } schema && Faults(schema, output, "The result is not of the declared form") is { } odd ? odd with { Attempts = result.Attempts } : result;
    }

    /// <summary>Services have their own time for each try, and may ask to be waited for; everything else has the tool's.</summary>
    private async Task<ToolResult> TimedAsync(IToolExecutor executor, Tool tool, ToolCall call, CancellationToken cancellationToken)
    {
        var most = tool.Executor == ToolExecutorKind.Http || call.Deadline.Left < tool.Timeout ? call.Deadline.Left : tool.Timeout;
        using var bound = new CancellationTokenSource(most, log.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            return await executor.RunAsync(tool, call, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToolOutput.TimedOut();
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.Failed(tool, bug);
            return ToolOutput.Failed("The tool failed.");
        }
    }

    private static ToolResult? Faults(JsonElement schema, JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return ToolOutput.Invalid($"{what}: this is no JSON.");
        }

        var faults = SchemaReader.Read(schema).Validate(value);
        return faults.Count == 0 ? null : ToolOutput.Invalid($"{what}: {string.Join("; ", faults.Take(MostFaults).Select(fault => $"{fault.Path} {fault.Message}"))}.");
    }
}
