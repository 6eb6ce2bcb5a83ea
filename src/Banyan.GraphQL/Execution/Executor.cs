using System.Runtime.CompilerServices;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>Runs planned operations.</summary>
internal sealed class Executor(ExecutionSettings settings)
{
    /// <summary>Runs a query or mutation.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async ValueTask<GraphResult> ExecuteAsync(OperationPlan plan, VariableValues variables, GraphContext context, CancellationToken cancellationToken)
    {
        await LeaveSynchronizationContext();
        return await new Run(settings, plan, variables, context, cancellationToken).ToEndAsync(root: null);
    }

    /// <summary>Opens the source of a subscription. Whatever breaks while it opens is a refusal with the field's path.</summary>
    public async ValueTask<(LiveSubscription? Live, GraphResult? Refused)> SubscribeAsync(
        OperationPlan plan, VariableValues variables, GraphContext context, CancellationToken cancellationToken)
    {
        await LeaveSynchronizationContext();
        var live = new LiveSubscription(settings, plan, variables, context);
        if (!live.IsAllowed)
        {
            return (null, live.Refusal(FieldErrors.Forbidden));
        }

        try
        {
            if (live.Field.Field?.Resolver is not FieldResolver.Events events)
            {
                throw new InvalidOperationException($"{live.Field.Key} is no source of events.");
            }

            live.Source = events.Open(new SourceContext(context, live.Field, variables, cancellationToken));
            return (live, null);
        }
        catch (Exception thrown)
        {
            return (null, live.Broken(thrown));
        }
    }

    // What resolvers set off must come back on the spot, not be queued behind whatever a caller's context does.
    private static ConfiguredTaskAwaitable LeaveSynchronizationContext() =>
        Task.CompletedTask.ConfigureAwait(SynchronizationContext.Current is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding);
}
