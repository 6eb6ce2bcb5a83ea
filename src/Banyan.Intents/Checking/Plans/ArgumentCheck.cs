using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Plans;

/// <summary>Arguments of every step: known, free, of the right type, and none missing that nobody is asked for.</summary>
internal static class ArgumentCheck
{
    private static readonly string[] Sources = ["user", "const", "entity", "model"];

    /// <summary>Checks.</summary>
    public static void Run(PlanView view)
    {
        foreach (var step in view.Plan.Steps)
        {
            if (view.IntentOf(step) is { } intent)
            {
                CheckGiven(view, step, intent);
                CheckMissing(view, step, intent);
            }

            CheckReferences(view, step);
        }
    }

    private static void CheckGiven(PlanView view, PlanStep step, Intent intent)
    {
        foreach (var (name, argument) in step.Args)
        {
            var place = $"step {step.Id} ({intent.Key}), {name}";
            if (!intent.Params.Properties.TryGetValue(name, out var schema))
            {
                view.Fault(ProblemWords.ArgInvalid, $"{place}: there is no such parameter; there {Known(view, intent)}.");
                continue;
            }

            if (!CallerBinding.IsFree(intent, name, view.Request.Subject))
            {
                view.Fault(ProblemWords.DeniedSubject, $"{place}: is filled from the caller and cannot be given.");
            }

            if (argument is Argument.Literal literal)
            {
                CheckLiteral(view, place, schema, literal);
            }
            else if (SourceOf(view, step, argument) is { } source && SchemaFit.Fault(source, schema) is { } fault)
            {
                view.Fault(ProblemWords.ArgInvalid, $"{place}: {Written(argument)} {fault}.");
            }
        }

        if (step.Args.Values.OfType<Argument.Each>().Select(each => each.List).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            view.Fault(ProblemWords.PlanInvalid, $"step {step.Id}: runs once for each element of one list, not of several.");
        }
    }

    private static void CheckLiteral(PlanView view, string place, JsonSchema schema, Argument.Literal literal)
    {
        if (!Sources.Contains(literal.From, StringComparer.Ordinal))
        {
            view.Fault(ProblemWords.PlanInvalid, $"{place}: a value is from {string.Join(", ", Sources)}, not from '{literal.From}'.");
        }

        foreach (var fault in schema.Validate(literal.Value))
        {
            view.Fault(ProblemWords.ArgInvalid, $"{place}{fault.Path[1..]} {fault.Message}.");
        }
    }

    // What is asked for, has a default, comes from the caller, or is the one thing spoken of need not stand in the plan.
    private static void CheckMissing(PlanView view, PlanStep step, Intent intent)
    {
        foreach (var name in intent.Params.Required.Where(name => !step.Args.ContainsKey(name)))
        {
            var schema = intent.Params.Properties.GetValueOrDefault(name);
            var isAsked = view.Plan.Clarify?.Missing.Any(missing => missing.Step == step.Id && missing.Param == name) == true;
            if (!isAsked && CallerBinding.Of(intent, name) is null && schema?.Default is null && SpokenThings.OnlyOne(schema, view.Request.Conversation.Entities, [view.Request.Text]) is null)
            {
                view.Fault(ProblemWords.ArgMissing, $"step {step.Id} ({intent.Key}): '{name}' is missing; take it from the user's words or an earlier step, or ask for it.");
            }
        }
    }

    private static void CheckReferences(PlanView view, PlanStep step)
    {
        foreach (var (name, argument) in step.Args)
        {
            var place = $"step {step.Id} ({step.Intent}), {name}";
            if (argument is Argument.Reference reference)
            {
                CheckPath(view, step, place, reference.Path);
            }
            else if (argument is Argument.Each each && CheckPath(view, step, place, each.List) is { } list)
            {
                CheckEach(view, place, each, list);
            }
        }
    }

    private static void CheckEach(PlanView view, string place, Argument.Each each, JsonSchema list)
    {
        if (list.Type is not (null or "array"))
        {
            view.Fault(ProblemWords.ArgInvalid, $"{place}: {each.List} is no list.");
        }
        else if (each.Member.Length > 0 && MemberOf(list.Items ?? JsonSchema.Any, each.Member) is null)
        {
            view.Fault(ProblemWords.RefMissing, $"{place}: elements of {each.List} have no declared field '{each.Member}'.");
        }
    }

    private static JsonSchema? CheckPath(PlanView view, PlanStep step, string place, string written)
    {
        var (path, fault) = ValuePath.Read(written);
        if (path is null)
        {
            view.Fault(ProblemWords.RefMissing, $"{place}: '{written}' is no path: {fault}.");
            return null;
        }

        if (Declared(view, step, path) is not { } schema)
        {
            // An unknown step is told by the graph; here it is the field.
            view.Fault(ProblemWords.RefMissing, $"{place}: '{written}' is no declared field of an earlier result.");
            return null;
        }

        return schema;
    }

    private static JsonSchema? Declared(PlanView view, PlanStep step, ValuePath path) =>
        path.Root == "caller" ? path.In(ConditionInput.CallerSchema) : view.Earlier(path.Root, step) is { } result ? path.In(result) : null;

    private static JsonSchema? SourceOf(PlanView view, PlanStep step, Argument argument) => argument switch
    {
        Argument.Reference reference when ValuePath.Read(reference.Path).Path is { } path => Declared(view, step, path),
        Argument.Each each when ValuePath.Read(each.List).Path is { } path && Declared(view, step, path) is { Items: { } items } => MemberOf(items, each.Member),
        _ => null,
    };

    private static JsonSchema? MemberOf(JsonSchema items, string member) =>
        member.Length == 0 ? items : ValuePath.Read("it." + member).Path?.In(items);

    private static string Written(Argument argument) => argument switch
    {
        Argument.Reference reference => reference.Path,
        Argument.Each each => each.Member.Length == 0 ? $"an element of {each.List}" : $"{each.Member} of {each.List}",
        _ => "the value",
    };

    private static string Known(PlanView view, Intent intent)
    {
        var free = intent.Params.Properties.Keys.Where(name => CallerBinding.IsFree(intent, name, view.Request.Subject)).ToList();
        return free.Count == 0 ? "are none" : "are " + string.Join(", ", free);
    }
}
