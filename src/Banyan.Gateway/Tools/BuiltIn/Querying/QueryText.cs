using System.Text;

namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>The pieces of a query that are still to be read, and what has been written of it.</summary>
internal sealed class QueryText(List<SqlToken> tokens)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "distinct", "from", "join", "inner", "left", "outer", "right", "full", "cross", "on", "where", "group", "by", "having", "order", "limit", "offset", "as",
        "and", "or", "not", "in", "is", "null", "like", "between", "asc", "desc", "union", "intersect", "except", "with", "case", "when", "then", "else", "end", "exists", "true", "false", "using", "natural", "for", "into", "window", "over", "fetch",
    };

    private int _at;

    /// <summary>What is written so far.</summary>
    public StringBuilder Out { get; } = new();

    /// <summary>The piece at hand.</summary>
    public SqlToken Now => tokens[_at];

    /// <summary>Where it stands; set to read from elsewhere.</summary>
    public int At
    {
        get => _at;
        set => _at = value;
    }

    /// <summary>All of them; the last is the end.</summary>
    public IReadOnlyList<SqlToken> Tokens => tokens;

    /// <summary>A piece further on.</summary>
    public SqlToken Ahead(int by) => tokens[Math.Min(_at + by, tokens.Count - 1)];

    /// <summary>Takes the piece at hand; the end stays.</summary>
    public SqlToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    /// <summary>Takes a keyword that may be left out.</summary>
    public bool Skip(string keyword)
    {
        var isThere = Now.Is(keyword);
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a keyword that must be there, and writes it.</summary>
    public void Keyword(string keyword)
    {
        if (!Skip(keyword))
        {
            throw Unexpected();
        }

        Out.Append(Out.Length == 0 ? "" : " ").Append(keyword).Append(' ');
    }

    /// <summary>Takes a sign that must be there, and writes it.</summary>
    public void Sign(string sign)
    {
        if (!Now.IsSign(sign))
        {
            throw Unexpected();
        }

        Take();
        Out.Append(sign);
    }

    /// <summary>Takes a comma that may be left out, and writes it.</summary>
    public bool Comma()
    {
        if (!Now.IsSign(","))
        {
            return false;
        }

        Take();
        Out.Append(", ");
        return true;
    }

    /// <summary>Takes a name.</summary>
    public string Name(string what) => IsName(Now) ? Take().Text : throw new QueryException($"{what} is wanted, this is '{Now.Text}'");

    /// <summary>Whether it is a name and no keyword.</summary>
    public static bool IsName(SqlToken token) => token.Kind == SqlTokenKind.Quoted || (token.Kind == SqlTokenKind.Name && !Reserved.Contains(token.Text));

    /// <summary>What is wrong with the piece at hand.</summary>
    public QueryException Unexpected() => new(Now.Kind == SqlTokenKind.End ? "it ends too early" : $"'{Now.Text}' is not taken here");
}
