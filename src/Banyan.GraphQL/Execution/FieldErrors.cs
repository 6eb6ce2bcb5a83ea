using System.Diagnostics;
using System.Globalization;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>What callers read of what went wrong in a resolver.</summary>
internal static class FieldErrors
{
    /// <summary>The caller lacks a scope.</summary>
    public static GraphError Forbidden { get; } = new("You may not do or read this.") { Code = ExecutionCodes.Forbidden };

    /// <summary>A field that was not run since another of the same mutation is forbidden.</summary>
    public static GraphError NotRun { get; } = new("Not run: another field of this mutation is forbidden.") { Code = ExecutionCodes.Forbidden };

    /// <summary>What a resolver threw, or what was wrong with its field before it ran: the caller's mistake, told where it stands.</summary>
    public static GraphError Of(Exception thrown, ExecutionSettings settings, GraphContext context, Document document)
    {
        if (settings.Errors?.Describe(thrown, context) is { } described)
        {
            return described;
        }

        return thrown switch
        {
            GraphFailureException failure => new GraphError(failure.Message) { Code = failure.Code, Extensions = failure.Extensions },
            CoercionException wrong => new GraphError(wrong.Message) { Code = ExecutionCodes.BadUserInput, Locations = wrong.At is null ? [] : [document.Locate(wrong.At)] },
            NullConditionException undecided => new GraphError(undecided.Message) { Code = ExecutionCodes.BadUserInput, Locations = [document.Locate(undecided.Variable)] },
            _ => Bug(thrown, settings, context),
        };
    }

    /// <summary>A bug: the caller reads an id, the log the rest.</summary>
    public static GraphError Bug(Exception bug, ExecutionSettings settings, GraphContext context)
    {
        var traceId = context.TraceId ?? Activity.Current?.TraceId.ToString() ?? Guid.CreateVersion7().ToString("N");
        settings.Errors?.Unexpected(bug, traceId);
        return new GraphError("Something went wrong on our side.")
        {
            Code = ExecutionCodes.Internal,
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["traceId"] = traceId },
        };
    }

    /// <summary>Why a whole run was ended.</summary>
    public static GraphError Halted(string code, ExecutionSettings settings) => code == ExecutionCodes.Timeout
        ? new GraphError($"The operation took longer than {settings.MaxDuration.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.") { Code = code }
        : new GraphError($"The answer would have more than {settings.MaxNodes.ToString(CultureInfo.InvariantCulture)} nodes; ask for less.") { Code = code };
}
