using System.Runtime.CompilerServices;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Execution.Results;

namespace Banyan.GraphQL.Execution;

/// <summary>A field whose resolver has not answered yet.</summary>
internal sealed class PendingField(Run run, int cell, FieldPlan field, ValueTask<object?> task) : Arrival
{
    private readonly ValueTaskAwaiter<object?> _awaiter = task.GetAwaiter();

    /// <summary>Begins to watch; what arrives is posted.</summary>
    public void Watch() => _awaiter.UnsafeOnCompleted(() => run.Inbox.Post(this));

    /// <inheritdoc />
    public override bool IsWanted(ResultTree tree) => tree.IsAlive(cell);

    /// <inheritdoc />
    public override void Resume()
    {
        object? value;
        try
        {
            value = _awaiter.GetResult();
        }
        catch (Exception thrown)
        {
            run.Settle(cell, run.Fail(cell, field, thrown));
            return;
        }

        run.Settle(cell, run.Values.Complete(cell, field, field.Field!.Type, value));
    }

    /// <inheritdoc />
    public override void Discard()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception)
        {
            // Its place is gone: there is nobody to tell.
        }
    }
}
