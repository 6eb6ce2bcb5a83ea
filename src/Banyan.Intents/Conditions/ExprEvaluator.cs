using System.Text.Json;

namespace Banyan.Intents.Conditions;

/// <summary>Evaluates one expression once. Three-valued: what is missing, null, of another kind, or too much work is unknown. Never throws.</summary>
internal sealed class ExprEvaluator
{
    private const int MaxEvidence = 40;

    private readonly ConditionInput _input;
    private readonly Dictionary<string, string> _evidence = new(StringComparer.Ordinal);
    private readonly Stack<(ExprValue Value, string Place)> _elements = new();
    private int _visits;

    private ExprEvaluator(ConditionInput input) => _input = input;

    /// <summary>Evaluates. Both sides of <c>&amp;&amp;</c> and <c>||</c> are always looked at, so that the evidence is whole.</summary>
    public static Evaluation Evaluate(Expr root, ConditionInput input)
    {
        var evaluator = new ExprEvaluator(input);
        var truth = ExprBounds.Fault(root) is null ? evaluator.ValueOf(root).Truth : Truth.Unknown;
        return new Evaluation(evaluator._visits > ExprBounds.Visits ? Truth.Unknown : truth, evaluator._evidence);
    }

    private ExprValue ValueOf(Expr node)
    {
        if (++_visits > ExprBounds.Visits)
        {
            return ExprValue.Unknown;
        }

        return node switch
        {
            Expr.Literal literal => literal.Value switch { string text => ExprValue.Of(text), decimal number => ExprValue.Of(number), bool truth => ExprValue.Of(truth ? Truth.True : Truth.False), _ => ExprValue.Null },
            Expr.Field field => Read(field.Path).Value,
            Expr.ListOf list => ExprValue.Of([.. list.Elements.Select(ValueOf)]),
            Expr.Not not => ExprValue.Of(ValueOf(not.Operand).Truth.Not()),
            Expr.Negate negate => Negated(ValueOf(negate.Operand)),
            Expr.Binary binary => Binary(binary),
            Expr.Call call => Call(call),
            _ => ExprValue.Unknown,
        };
    }

    private Reading Read(ValuePath path)
    {
        var isElement = path.Root == ExprFunctions.Element && _elements.Count > 0;
        var place = path.ToString();
        JsonElement? found = null;
        var isRootThere = true;
        if (isElement)
        {
            var (value, at) = _elements.Peek();
            place = at + place[path.Root.Length..];
            if (path.Parts.Count == 0)
            {
                return new Reading(Seen(place, value), place, true, true);
            }

            found = value.Content is JsonElement json ? Find(path, json) : null;
        }
        else
        {
            isRootThere = _input.Roots.TryGetValue(path.Root, out var root);
            found = isRootThere ? Find(path, root) : null;
        }

        return new Reading(Seen(place, found is { } there ? ExprValue.Of(there) : null), place, isRootThere, found is not null);
    }

    private static JsonElement? Find(ValuePath path, JsonElement root)
    {
        try
        {
            return path.In(root);
        }
        catch (InvalidOperationException)
        {
            // A member whose escaped name is no Unicode text stands in the way.
            return null;
        }
    }

    private ExprValue Seen(string place, ExprValue? value)
    {
        if (_evidence.Count < MaxEvidence)
        {
            _evidence[place] = value?.Shown() ?? "missing";
        }

        return value ?? ExprValue.Unknown;
    }

    private static ExprValue Negated(ExprValue value) => value.Content switch
    {
        decimal number => ExprValue.Of(-number),
        TimeSpan span when span != TimeSpan.MinValue => ExprValue.Of(-span),
        _ => ExprValue.Unknown,
    };

    private ExprValue Binary(Expr.Binary binary)
    {
        var (left, right) = (ValueOf(binary.Left), ValueOf(binary.Right));
        switch (binary.Operator)
        {
            case ExprOperator.And:
                return ExprValue.Of(left.Truth.And(right.Truth));
            case ExprOperator.Or:
                return ExprValue.Of(left.Truth.Or(right.Truth));
            case ExprOperator.Plus or ExprOperator.Minus or ExprOperator.Times or ExprOperator.Over:
                return ExprArithmetic.Do(binary.Operator, left, right);
            case ExprOperator.In:
                return ExprValue.Of(In(left, right));
            case ExprOperator.Equal:
                return ExprValue.Of(Equality(binary, left, right));
            case ExprOperator.NotEqual:
                return ExprValue.Of(Equality(binary, left, right).Not());
            default:
                return ExprValue.Of(ExprValue.Order(left, right) is { } order ? Ordered(binary.Operator, order) : Truth.Unknown);
        }
    }

    private Truth In(ExprValue left, ExprValue right)
    {
        if (ElementsOf(right) is not { } elements)
        {
            return Truth.Unknown;
        }

        var sofar = Truth.False;
        foreach (var element in elements)
        {
            sofar = sofar.Or(ExprValue.AreEqual(left, element));
            if (++_visits > ExprBounds.Visits)
            {
                return Truth.Unknown;
            }
        }

        return sofar;
    }

    // Null is asked for only by writing it; a null that two fields happen to hold says nothing.
    private static Truth Equality(Expr.Binary binary, ExprValue left, ExprValue right)
    {
        var other = binary.Right is Expr.Literal { Value: null } ? left : binary.Left is Expr.Literal { Value: null } ? right : default(ExprValue?);
        return other is not { } asked ? ExprValue.AreEqual(left, right)
            : asked.Kind == ExprKind.Unknown ? Truth.Unknown
            : asked.Kind == ExprKind.Null ? Truth.True : Truth.False;
    }

    private static Truth Ordered(ExprOperator op, int order) => (op switch
    {
        ExprOperator.Less => order < 0,
        ExprOperator.LessOrEqual => order <= 0,
        ExprOperator.Greater => order > 0,
        _ => order >= 0,
    }) ? Truth.True : Truth.False;

    private ExprValue Call(Expr.Call call) => call.Name switch
    {
        "now" => ExprValue.Of(_input.Now),
        "has" => Has(call.Arguments[0]),
        "any" or "all" => ExprValue.Of(AnyOrAll(call)),
        "size" => Size(ValueOf(call.Arguments[0])),
        "lower" => ValueOf(call.Arguments[0]).Content is string text ? ExprValue.Of(text.ToLowerInvariant()) : ExprValue.Unknown,
        "date" => ValueOf(call.Arguments[0]).Content is string text && ExprTime.Date(text, _input.Zone) is { } date ? ExprValue.Of(date) : ExprValue.Unknown,
        "duration" => ValueOf(call.Arguments[0]).Content is string text && ExprTime.Duration(text) is { } span ? ExprValue.Of(span) : ExprValue.Unknown,
        _ => ExprValue.Unknown,
    };

    // Absence is known only of a result that is there.
    private ExprValue Has(Expr argument)
    {
        if (argument is not Expr.Field field)
        {
            return ExprValue.Unknown;
        }

        var reading = Read(field.Path);
        return !reading.IsRootThere ? ExprValue.Unknown : ExprValue.Of(!reading.IsThere || reading.Value.Kind == ExprKind.Null ? Truth.False : Truth.True);
    }

    private static ExprValue Size(ExprValue value) => value.Content switch
    {
        string text => ExprValue.Of(text.Length - text.Count(char.IsLowSurrogate)),
        JsonElement { ValueKind: JsonValueKind.Array } list => ExprValue.Of(list.GetArrayLength()),
        IReadOnlyList<ExprValue> list => ExprValue.Of(list.Count),
        _ => ExprValue.Unknown,
    };

    private Truth AnyOrAll(Expr.Call call)
    {
        if (ElementsOf(ValueOf(call.Arguments[0])) is not { } elements)
        {
            return Truth.Unknown;
        }

        var isAny = call.Name == "any";
        var place = call.Arguments[0] is Expr.Field field ? Read(field.Path).Place : "list";
        var sofar = isAny ? Truth.False : Truth.True;
        var at = 0;
        foreach (var element in elements)
        {
            _elements.Push((element, $"{place}[{at++}]"));
            var truth = call.Arguments.Count == 2 ? ValueOf(call.Arguments[1]).Truth : element.Truth;
            _elements.Pop();
            sofar = isAny ? sofar.Or(truth) : sofar.And(truth);
            if (_visits > ExprBounds.Visits)
            {
                return Truth.Unknown;
            }
        }

        return sofar;
    }

    private static IEnumerable<ExprValue>? ElementsOf(ExprValue value) => value.Content switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(one => ExprValue.Of(one)),
        IReadOnlyList<ExprValue> list => list,
        _ => null,
    };

    private readonly record struct Reading(ExprValue Value, string Place, bool IsRootThere, bool IsThere);
}
