using System.Globalization;
using System.Text.Json;

namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>Reads the expressions of a query and writes them anew.</summary>
internal sealed class QueryExpressions(QueryText text, QueryScope scope, JsonElement parameters)
{
    private const int MostDepth = 32;

    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "sum", "avg", "min", "max", "lower", "upper", "length", "coalesce", "abs", "round", "trim", "nullif",
    };

    private readonly List<object?> _values = [];
    private int _depth;

    /// <summary>The values found, in the order of their parameters.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>Several, with commas between.</summary>
    public void Row(Action one)
    {
        do
        {
            one();
        }
        while (text.Comma());
    }

    /// <summary>One term after the other with the operators between them: precedence is the database's own, and every parenthesis is kept.</summary>
    public void Read()
    {
        if (++_depth > MostDepth)
        {
            throw new QueryException("it is nested too deep");
        }

        Term();
        while (Operator())
        {
            Term();
        }

        _depth--;
    }

    private bool Operator()
    {
        if (text.Now.Kind == SqlTokenKind.Sign && text.Now.Text is "=" or "<>" or "!=" or "<" or ">" or "<=" or ">=" or "+" or "-" or "*" or "/" or "%" or "||")
        {
            text.Out.Append(' ').Append(text.Take().Text).Append(' ');
            return true;
        }

        if (text.Now.Is("AND") || text.Now.Is("OR") || text.Now.Is("LIKE"))
        {
            text.Out.Append(' ').Append(text.Take().Text.ToUpperInvariant()).Append(' ');
            return true;
        }

        return Tests();
    }

    private bool Tests()
    {
        var isNot = text.Now.Is("NOT") && (text.Ahead(1).Is("IN") || text.Ahead(1).Is("LIKE") || text.Ahead(1).Is("BETWEEN"));
        var word = isNot ? text.Ahead(1) : text.Now;
        if (!isNot && !word.Is("IN") && !word.Is("BETWEEN") && !word.Is("IS"))
        {
            return false;
        }

        text.At += isNot ? 2 : 1;
        text.Out.Append(isNot ? " NOT" : "");
        if (word.Is("LIKE"))
        {
            text.Out.Append(" LIKE ");
            return true;
        }

        if (word.Is("IS"))
        {
            text.Out.Append(text.Skip("NOT") ? " IS NOT NULL" : " IS NULL");
            if (!text.Skip("NULL"))
            {
                throw text.Unexpected();
            }
        }
        else if (word.Is("IN"))
        {
            text.Out.Append(" IN ");
            Group(() => Row(Read));
        }
        else
        {
            text.Out.Append(" BETWEEN ");
            Term();
            text.Keyword("AND");
            Term();
        }

        return Operator();
    }

    private void Term()
    {
        while (text.Now.Is("NOT") || text.Now.IsSign("-"))
        {
            // Two signs without a space would begin a comment.
            text.Out.Append(text.Take().IsSign("-") ? "- " : "NOT ");
        }

        var token = text.Now;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                text.Take();
                Value(Number(token.Text));
                break;
            case SqlTokenKind.Text:
                text.Take();
                Value(token.Text);
                break;
            case SqlTokenKind.Parameter:
                text.Take();
                Value(Parameter(token.Text));
                break;
            case SqlTokenKind.Sign when token.Text == "(":
                Group(Read);
                break;
            case SqlTokenKind.Name when token.Is("NULL") || token.Is("TRUE") || token.Is("FALSE"):
                text.Take();
                Value(token.Is("NULL") ? null : token.Is("TRUE"));
                break;
            case SqlTokenKind.Name when text.Ahead(1).IsSign("("):
                Function();
                break;
            default:
                Column();
                break;
        }
    }

    private void Function()
    {
        var name = text.Take().Text;
        if (!Functions.Contains(name))
        {
            throw new QueryException($"the function '{name}' is not taken; known are {string.Join(", ", Functions.Order(StringComparer.Ordinal))}");
        }

        text.Out.Append(name.ToLowerInvariant());
        Group(() =>
        {
            if (text.Now.IsSign("*") && name.Equals("count", StringComparison.OrdinalIgnoreCase))
            {
                text.Take();
                text.Out.Append('*');
                return;
            }

            if (text.Now.Is("DISTINCT"))
            {
                text.Take();
                text.Out.Append("DISTINCT ");
            }

            Row(Read);
        });
    }

    private void Group(Action inside)
    {
        text.Sign("(");
        inside();
        text.Sign(")");
    }

    private void Column()
    {
        var first = text.Name("a column");
        if (!text.Now.IsSign("."))
        {
            text.Out.Append(scope.Column(null, first));
            return;
        }

        text.Take();
        text.Out.Append(scope.Column(first, text.Name("a column")));
    }

    private void Value(object? value)
    {
        text.Out.Append(CultureInfo.InvariantCulture, $"@p{_values.Count}");
        _values.Add(value);
    }

    private object? Parameter(string name)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty(name, out var value))
        {
            throw new QueryException($"the parameter ':{name}' has no value");
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => Number(value.GetRawText()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => throw new QueryException($"the parameter ':{name}' must be a text, a number, a truth value or null"),
        };
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new QueryException($"'{text}' is no number");
}
