using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Conditions;

/// <summary>Types an expression against the schemas of what it may read. All faults are collected.</summary>
internal sealed class ExprCheck
{
    private readonly IReadOnlyDictionary<string, JsonSchema> _roots;
    private readonly Stack<ExprType> _elements = new();
    private readonly List<ExprFault> _faults = [];

    private ExprCheck(IReadOnlyDictionary<string, JsonSchema> roots) => _roots = roots;

    /// <summary>The schema of <c>caller</c>.</summary>
    public static JsonSchema Caller { get; } = ConditionInput.CallerSchema;

    /// <summary>Checks a condition: it must be a truth, and everything in it must exist and fit.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="roots">Result schemas by step id, and those of <c>it</c>, <c>result</c> or <c>args</c> where they stand; <c>caller</c> is always there.</param>
    public static IReadOnlyList<ExprFault> Faults(Expr root, IReadOnlyDictionary<string, JsonSchema> roots)
    {
        if (ExprBounds.Fault(root) is { } size)
        {
            return [size];
        }

        var check = new ExprCheck(roots);
        check.Want(root, ExprKind.Truth, "a condition");
        return check._faults;
    }

    private ExprType TypeOf(Expr node) => node switch
    {
        Expr.Literal literal => new ExprType(literal.Value switch { string => ExprKind.Text, decimal => ExprKind.Number, bool => ExprKind.Truth, _ => ExprKind.Null }),
        Expr.Field field => Field(field),
        Expr.ListOf list => Written(list),
        Expr.Not not => Want(not.Operand, ExprKind.Truth, "'!'"),
        Expr.Negate negate => Negated(negate),
        Expr.Binary binary => Binary(binary),
        Expr.Call call => Call(call),
        _ => ExprType.Any,
    };

    private ExprType Want(Expr node, ExprKind kind, string who)
    {
        var type = TypeOf(node);
        if (type.Kind != kind && type.Kind != ExprKind.Unknown)
        {
            Fail(node, $"{who} wants {ExprType.Word(kind)}, '{ExprPrinter.Print(node)}' is {ExprType.Word(type.Kind)}");
        }

        return new ExprType(kind);
    }

    private ExprType Field(Expr.Field field)
    {
        var path = field.Path;
        if (path.Root == ExprFunctions.Element && _elements.TryPeek(out var element))
        {
            return element.Schema is null ? path.Parts.Count == 0 ? element : Missing(field) : Inside(field, element.Schema);
        }

        return path.Root == "caller" ? Inside(field, Caller)
            : _roots.TryGetValue(path.Root, out var schema) ? Inside(field, schema)
            : Fail(field, $"'{path.Root}' is nothing that can be read here; there {(_roots.Count == 0 ? "is" : "are")} {string.Join(", ", _roots.Keys.Order(StringComparer.Ordinal).Append("caller"))}");
    }

    private ExprType Inside(Expr.Field field, JsonSchema root) => field.Path.In(root) is { } schema ? ExprType.Of(schema) : Missing(field);

    private ExprType Missing(Expr.Field field) => Fail(field, $"'{field.Path}' is no declared field");

    private ExprType Written(Expr.ListOf list)
    {
        var types = list.Elements.Select(TypeOf).ToList();
        var kinds = types.Select(type => type.Kind).Where(kind => kind != ExprKind.Unknown).Distinct().ToList();
        return kinds.Count <= 1
            ? new ExprType(ExprKind.List, Elements: types.Find(type => type.Kind != ExprKind.Unknown) ?? ExprType.Any)
            : Fail(list, $"a list holds one kind of value, '{ExprPrinter.Print(list)}' holds {string.Join(" and ", kinds.Select(ExprType.Word))}");
    }

    private ExprType Negated(Expr.Negate negate)
    {
        var type = TypeOf(negate.Operand);
        return type.Kind is ExprKind.Number or ExprKind.Duration or ExprKind.Unknown ? type with { Schema = null } : Fail(negate, $"'-' wants a number or a duration, not {ExprType.Word(type.Kind)}");
    }

    private ExprType Binary(Expr.Binary binary)
    {
        switch (binary.Operator)
        {
            case ExprOperator.And or ExprOperator.Or:
                Want(binary.Left, ExprKind.Truth, $"'{binary.Operator.Written()}'");
                return Want(binary.Right, ExprKind.Truth, $"'{binary.Operator.Written()}'");
            case ExprOperator.Plus or ExprOperator.Minus or ExprOperator.Times or ExprOperator.Over:
                var (left, right) = (TypeOf(binary.Left), TypeOf(binary.Right));
                return ExprArithmetic.Kind(binary.Operator, left.Kind, right.Kind) is { } kind
                    ? new ExprType(kind)
                    : Fail(binary, $"'{binary.Operator.Written()}' does not go between {ExprType.Word(left.Kind)} and {ExprType.Word(right.Kind)}{Hint(left, right)}");
            default:
                return Comparison(binary);
        }
    }

    private ExprType Comparison(Expr.Binary binary)
    {
        var (left, right) = (TypeOf(binary.Left), TypeOf(binary.Right));
        var truth = new ExprType(ExprKind.Truth);
        var compared = right;
        if (binary.Operator == ExprOperator.In)
        {
            if (right.Kind is not (ExprKind.List or ExprKind.Unknown))
            {
                return Fail(binary, $"'in' wants a list on its right, not {ExprType.Word(right.Kind)}");
            }

            compared = right.Element ?? ExprType.Any;
        }

        var isEquality = binary.Operator is ExprOperator.Equal or ExprOperator.NotEqual or ExprOperator.In;
        if (!ExprArithmetic.Compare(isEquality, left.Kind, compared.Kind))
        {
            return Fail(binary, $"'{binary.Operator.Written()}' does not compare {ExprType.Word(left.Kind)} with {ExprType.Word(compared.Kind)}{Hint(left, compared)}");
        }

        if (isEquality)
        {
            CheckChoices(left, binary.Right);
            CheckChoices(compared, binary.Left);
        }

        return truth;
    }

    // A text that the field can never hold makes a condition that is always false: a misspelt status.
    private void CheckChoices(ExprType field, Expr other)
    {
        var written = other is Expr.ListOf list ? list.Elements : [other];
        foreach (var literal in written.OfType<Expr.Literal>())
        {
            if (field.Schema is { Enum.Count: > 0 } schema && literal.Value is string text
                && schema.Enum.All(one => one.ValueKind != JsonValueKind.String || one.GetString() != text))
            {
                Fail(literal, $"{ExprPrinter.Quoted(text)} is none of the values this field can have: {string.Join(", ", schema.Enum.Select(one => one.GetRawText()))}");
            }
        }
    }

    private ExprType Call(Expr.Call call)
    {
        switch (call.Name)
        {
            case "has":
                _ = call.Arguments[0] is Expr.Field ? TypeOf(call.Arguments[0]) : Fail(call, "has() wants a field, as has(s1.total)");
                return new ExprType(ExprKind.Truth);
            case "now":
                return new ExprType(ExprKind.Instant);
            case "lower":
                return Want(call.Arguments[0], ExprKind.Text, "lower()");
            case "size":
                var sized = TypeOf(call.Arguments[0]);
                return sized.Kind is ExprKind.List or ExprKind.Text or ExprKind.Unknown ? new ExprType(ExprKind.Number) : Fail(call, $"size() wants a list or a text, not {ExprType.Word(sized.Kind)}");
            case "date" or "duration":
                Want(call.Arguments[0], ExprKind.Text, call.Name + "()");
                return Time(call);
            default:
                return AnyOrAll(call);
        }
    }

    private ExprType Time(Expr.Call call)
    {
        var isDate = call.Name == "date";
        if (call.Arguments[0] is Expr.Literal { Value: string text } && (isDate ? ExprTime.Date(text, TimeZoneInfo.Utc) is null : ExprTime.Duration(text) is null))
        {
            return Fail(call.Arguments[0], isDate ? "no date; write date('2026-03-01') or date('2026-03-01T10:00:00Z')" : "no duration; write duration('30d'), with s, m, h, d or w, or duration('PT12H')");
        }

        return new ExprType(isDate ? ExprKind.Instant : ExprKind.Duration);
    }

    private ExprType AnyOrAll(Expr.Call call)
    {
        var list = TypeOf(call.Arguments[0]);
        if (list.Kind is not (ExprKind.List or ExprKind.Unknown))
        {
            return Fail(call, $"{call.Name}() wants a list, '{ExprPrinter.Print(call.Arguments[0])}' is {ExprType.Word(list.Kind)}");
        }

        var element = list.Element ?? new ExprType(ExprKind.Unknown, JsonSchema.Any);
        if (call.Arguments.Count == 2)
        {
            _elements.Push(element);
            Want(call.Arguments[1], ExprKind.Truth, $"the test of {call.Name}()");
            _elements.Pop();
        }
        else if (element.Kind is not (ExprKind.Truth or ExprKind.Unknown))
        {
            Fail(call, $"{call.Name}() with one argument wants a list of true and false; write {call.Name}(list, it.field == 'x')");
        }

        return new ExprType(ExprKind.Truth);
    }

    private static string Hint(ExprType left, ExprType right) =>
        (left.Kind, right.Kind) is (ExprKind.Text, ExprKind.Instant) or (ExprKind.Instant, ExprKind.Text) or (ExprKind.Text, ExprKind.Text) ? "; a text is made a date by date(...)"
        : (left.Kind, right.Kind) is (ExprKind.Text, ExprKind.Duration) or (ExprKind.Duration, ExprKind.Text) ? "; a text is made a duration by duration(...)"
        : "";

    private ExprType Fail(Expr node, string message)
    {
        _faults.Add(new ExprFault(node.At, message));
        return ExprType.Any;
    }
}
