using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Binding;

/// <summary>Gives one step its arguments: caller, the user's words, references, constants, the one thing spoken of; else asks. Never guesses.</summary>
internal sealed class Binder
{
    private readonly Intent _intent;
    private readonly PlanStep _step;
    private readonly RunScope _scope;
    private readonly UserSayings _sayings;
    private readonly List<(string Name, JsonElement Value, Provenance Provenance)> _bound = [];
    private readonly List<string> _asked = [];
    private Problem? _problem;

    private Binder(Intent intent, PlanStep step, RunScope scope, DateOnly today)
    {
        (_intent, _step, _scope) = (intent, step, scope);
        _sayings = new UserSayings([.. scope.UserWords.Select(SpokenText.Of)], today);
    }

    /// <summary>Binds.</summary>
    /// <param name="intent">The step's intent in the pinned catalogue.</param>
    /// <param name="step">The step; lists are already in single steps.</param>
    /// <param name="scope">The run.</param>
    /// <param name="today">Today where the user is.</param>
    public static BindResult Bind(Intent intent, PlanStep step, RunScope scope, DateOnly today) => new Binder(intent, step, scope, today).Run();

    private BindResult Run()
    {
        foreach (var (name, schema) in _intent.Params.Properties)
        {
            BindOne(name, schema);
        }

        foreach (var name in _step.Args.Keys.Where(name => !_intent.Params.Properties.ContainsKey(name)))
        {
            Fail(ProblemWords.ArgInvalid, $"{Place(name)}: there is no such parameter.");
        }

        if (_problem is not null)
        {
            return new BindResult(null, _problem, null);
        }

        return _asked.Count > 0
            ? new BindResult(null, null, new Clarification(Question(), [.. _asked.Select(name => new MissingArgument(_step.Id, name))], []))
            : new BindResult(new BoundArguments(JsonObjects.Of(_bound.Select(one => (one.Name, one.Value))), _bound.ToDictionary(one => one.Name, one => one.Provenance, StringComparer.Ordinal)), null, null);
    }

    private void BindOne(string name, JsonSchema schema)
    {
        var isGiven = _step.Args.TryGetValue(name, out var argument);
        if (CallerBinding.Of(_intent, name) is { } binding && !(isGiven && CallerBinding.IsFree(_intent, name, _scope.Subject)))
        {
            FromCaller(name, binding, isGiven);
            return;
        }

        switch (argument)
        {
            case Argument.Literal literal:
                FromLiteral(name, schema, literal);
                break;
            case Argument.Reference reference:
                FromReference(name, reference.Path);
                break;
            case Argument.Each each:
                Fail(ProblemWords.PlanInvalid, $"{Place(name)}: a step over {each.List} is run once for each element.");
                break;
            default:
                FromNowhere(name, schema);
                break;
        }
    }

    private void FromCaller(string name, CallerBinding binding, bool isGiven)
    {
        if (isGiven)
        {
            Fail(ProblemWords.DeniedSubject, GuardWords.NotYours);
        }
        else if (CallerBinding.Value(binding.Field, _scope.Subject) is { } own)
        {
            _bound.Add((name, own, Provenance.CallerBound));
        }
        else
        {
            Fail(ProblemWords.ArgMissing, $"{Place(name)}: {binding.Field} is not known of you; sign in with it.");
        }
    }

    private void FromLiteral(string name, JsonSchema schema, Argument.Literal literal)
    {
        var provenance = SourceOf(name, schema, literal);
        if (provenance == Provenance.Model && _intent.Effect != Effect.Read)
        {
            _asked.Add(name);
            return;
        }

        _bound.Add((name, literal.Value, provenance));
    }

    // What the plan claims is checked, never believed.
    private Provenance SourceOf(string name, JsonSchema schema, Argument.Literal literal) =>
        _scope.IsDirect ? Provenance.Client
        : _sayings.Said(name, literal.Value, schema) ? Provenance.User
        : schema.Default is { } value && JsonElement.DeepEquals(value, literal.Value) || schema.Enum is [var only] && JsonElement.DeepEquals(only, literal.Value) ? Provenance.Const
        : OnlyThing(schema) is { } thing && literal.Value.ValueKind == JsonValueKind.String && literal.Value.GetString() == thing.Id ? Provenance.Entity
        : Provenance.Model;

    private void FromReference(string name, string written)
    {
        if (ValuePath.Read(written).Path is not { } path)
        {
            Fail(ProblemWords.RefMissing, $"{Place(name)}: '{written}' is no path.");
        }
        else if (path.Root == "caller")
        {
            Refer(name, written, CallerBinding.Value(written, _scope.Subject), Provenance.CallerBound);
        }
        else if (_scope.Ended.TryGetValue(path.Root, out var ended) && ended is { Status: StepStatus.Succeeded, Value: { } value })
        {
            Refer(name, written, path.In(value), Provenance.Tool(ended.Backend ?? "", ended.IsOwned));
        }
        else
        {
            Fail(ProblemWords.RefMissing, $"{Place(name)}: {written} has no value, because step {path.Root} gave none.");
        }
    }

    private void Refer(string name, string written, JsonElement? value, Provenance provenance)
    {
        if (value is { ValueKind: not JsonValueKind.Null } found)
        {
            _bound.Add((name, found.Clone(), provenance));
        }
        else
        {
            Fail(ProblemWords.RefMissing, $"{Place(name)}: the result has no {written}.");
        }
    }

    private void FromNowhere(string name, JsonSchema schema)
    {
        var isRequired = _intent.Params.Required.Contains(name, StringComparer.Ordinal);
        if (schema.Default is { } value)
        {
            _bound.Add((name, value.Clone(), Provenance.Const));
        }
        else if (isRequired && OnlyThing(schema) is { } thing)
        {
            _bound.Add((name, JsonObjects.Text(thing.Id), Provenance.Entity));
        }
        else if (isRequired)
        {
            _asked.Add(name);
        }
    }

    private SpokenEntity? OnlyThing(JsonSchema schema) => SpokenThings.OnlyOne(schema, _scope.Entities, _scope.UserWords);

    private string Question()
    {
        var labels = _asked.Select(name => _intent.Params.Properties[name].Word("title") ?? NameWords.Label(name)).ToList();
        var choices = _asked.Count == 1 && _intent.Params.Properties[_asked[0]].Enum is { Count: > 0 and <= 8 } list ? $" ({string.Join(", ", list.Select(one => one.ToString()))})" : "";
        return $"{_intent.Title}: what is the {string.Join(" and the ", labels)}{choices}?";
    }

    private string Place(string name) => $"step {_step.Id} ({_intent.Key}), {name}";

    private void Fail(string code, string detail) => _problem ??= new Problem(code, detail);
}
