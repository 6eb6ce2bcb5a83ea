using Banyan.GraphQL.Execution.Batching;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Execution.Results;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution;

/// <summary>
/// One operation running. Resolvers run wherever they like; their outcomes come back to one loop, which alone touches the answer.
/// What is there at once is taken without a task or a queue. When nothing can go on, waiting batches are sent, then the loop sleeps.
/// </summary>
internal sealed class Run
{
    private HashSet<Arrival>? _live;
    private List<GraphError>? _errors;
    private Dictionary<SelectionPlan, FieldPlan[]>? _included;
    private Dictionary<FieldPlan, ArgumentValues>? _arguments;
    private bool _isHalted;
    private bool _hasDead;

    public Run(ExecutionSettings settings, OperationPlan plan, VariableValues variables, GraphContext context, CancellationToken request)
    {
        Settings = settings;
        Plan = plan;
        Variables = variables;
        Context = context;
        Tree = new ResultTree(settings.MaxNodes);
        Stop = new StopSignal(settings, plan.HasOwnDeadline ? Timeout.InfiniteTimeSpan : settings.MaxDuration, Inbox, request);
        Values = new ValueCompletion(this);
        Fields = new FieldExecution(this);
        Batches = new BatchDesk(this);
    }

    public ExecutionSettings Settings { get; }

    public OperationPlan Plan { get; }

    public VariableValues Variables { get; }

    public GraphContext Context { get; }

    public ResultTree Tree { get; }

    public Inbox Inbox { get; } = new();

    public StopSignal Stop { get; }

    public ValueCompletion Values { get; }

    public FieldExecution Fields { get; }

    public BatchDesk Batches { get; }

    /// <summary>Work the answer waits for.</summary>
    public int LiveCount => _live?.Count ?? 0;

    /// <summary>Whether nothing more is to be begun.</summary>
    public bool IsHalted => _isHalted;

    /// <summary>Runs the operation from a root value to its answer.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async ValueTask<GraphResult> ToEndAsync(object? root)
    {
        try
        {
            if (RootFields() is not { } fields)
            {
                Tree.SetNull(0);
            }
            else if (!Tree.OpenObject(0, fields))
            {
                Halt(ExecutionCodes.ResultTooLarge);
            }
            else if (Plan.Kind == OperationKind.Mutation)
            {
                await MutateAsync(fields, root);
            }
            else
            {
                Fields.StartAll(0, fields, root);
                await DrainAsync();
            }
        }
        catch
        {
            Tree.Dispose();
            throw;
        }
        finally
        {
            Inbox.Close();
            Stop.Dispose();
        }

        return new GraphResult(Tree, _errors);
    }

    /// <summary>The fields of a selection that count in this run.</summary>
    /// <exception cref="NullConditionException">That cannot be said.</exception>
    public FieldPlan[] FieldsOf(SelectionPlan plan)
    {
        if (!plan.IsConditional)
        {
            return plan.Fields;
        }

        _included ??= [];
        if (!_included.TryGetValue(plan, out var fields))
        {
            _included.Add(plan, fields = plan.Included(Variables));
        }

        return fields;
    }

    /// <summary>A field's arguments in this run.</summary>
    /// <exception cref="Types.CoercionException">They do not fit.</exception>
    public ArgumentValues ArgumentsOf(FieldPlan field)
    {
        if (field.Arguments.IsConstant)
        {
            return field.Arguments.Coerce(Variables);
        }

        _arguments ??= [];
        if (!_arguments.TryGetValue(field, out var values))
        {
            _arguments.Add(field, values = field.Arguments.Coerce(Variables));
        }

        return values;
    }

    /// <summary>Waits for work begun elsewhere.</summary>
    public void Await(Arrival work) => (_live ??= []).Add(work);

    /// <summary>Fails a field: an error, and null in its place. False when null may not stand there.</summary>
    public bool Fail(int cell, FieldPlan field, Exception thrown) => Fail(cell, field, FieldErrors.Of(thrown, Settings, Context, Plan.Document));

    /// <summary>Fails a field with an error whose path is filled in here, and its places when it has none.</summary>
    public bool Fail(int cell, FieldPlan field, GraphError error)
    {
        if (_isHalted)
        {
            return false;
        }

        // A fragment spread twice under conditions that both hold counts once.
        var nodes = field.Occurrences.Where(one => Guard.Hold(one.Guards, Variables)).Select(one => one.Node).Distinct();
        (_errors ??= []).Add(error with { Path = Tree.PathOf(cell), Locations = error.Locations is { Count: > 0 } places ? places : [.. nodes.Select(node => Plan.Document.Locate(node))] });
        Tree.SetNull(cell);
        return !Tree[cell].IsNonNull;
    }

    /// <summary>Puts null where an object or list stood; work for what was inside is let go. False when null may not stand there either.</summary>
    public bool Empty(int cell)
    {
        Tree.SetNull(cell);
        _hasDead = true;
        return !Tree[cell].IsNonNull;
    }

    /// <summary>Lets a null that may not stand where it is rise to where it may.</summary>
    public void Settle(int cell, bool isGood)
    {
        for (var above = Tree[cell].Parent; !isGood && above >= 0; above = Tree[above].Parent)
        {
            isGood = Empty(above);
        }
    }

    /// <summary>Ends the run: the whole answer is null, with one error.</summary>
    public void Halt(string code)
    {
        if (_isHalted)
        {
            return;
        }

        _isHalted = true;
        _errors = [FieldErrors.Halted(code, Settings)];
        Tree.SetNull(0);
        _live?.Clear();
        Stop.Cancel();
    }

    private FieldPlan[]? RootFields()
    {
        try
        {
            return FieldsOf(Plan.Root);
        }
        catch (NullConditionException undecided)
        {
            _errors = [FieldErrors.Of(undecided, Settings, Context, Plan.Document)];
            return null;
        }
    }

    private async ValueTask MutateAsync(FieldPlan[] fields, object? root)
    {
        if (Fields.RefuseMutation(fields))
        {
            return;
        }

        for (var i = 0; i < fields.Length && !_isHalted && Tree[0].Kind == CellKind.Object; i++)
        {
            var cell = Tree[0].First + i;
            Settle(cell, Fields.Start(cell, fields[i], root));
            await DrainAsync();
        }
    }

    private ValueTask DrainAsync() => LiveCount == 0 && !Batches.HasFields ? default : LoopAsync();

    private async ValueTask LoopAsync()
    {
        while (!_isHalted)
        {
            while (!_isHalted && Inbox.TryTake(out var arrival))
            {
                Take(arrival);
            }

            Sweep();
            if (_isHalted || (LiveCount == 0 && !Batches.HasFields))
            {
                return;
            }

            if (Batches.IsWaiting)
            {
                await Batches.SendAsync();
                continue;
            }

            Stop.Arm();
            await Inbox.WaitAsync();
            if (Stop.Check())
            {
                Halt(ExecutionCodes.Timeout);
            }
        }
    }

    // Work whose place became null is told to stop, and not waited for.
    private void Sweep()
    {
        if (_hasDead)
        {
            _hasDead = false;
            _live?.RemoveWhere(work => !work.IsWanted(Tree));
            Stop.CancelDead(Tree);
        }
    }

    private void Take(Arrival arrival)
    {
        var isLive = _live?.Remove(arrival) == true;
        if (isLive || arrival is LoadArrival)
        {
            arrival.Resume();
            return;
        }

        arrival.Discard();
    }
}
