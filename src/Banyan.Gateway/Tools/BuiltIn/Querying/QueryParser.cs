using System.Globalization;
using System.Text.Json;

namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>Parses one SELECT and writes it anew: only what was understood reaches a database, names come from the list of what may be read, and every value is a parameter.</summary>
/// <remarks>No subqueries, no UNION, no WITH, no window functions: a query a model needs for an answer does without, and each would need rules of its own.</remarks>
internal sealed class QueryParser
{
    private const int MostCharacters = 4_000, MostRows = 200;

    private readonly QueryText _text;
    private readonly QueryScope _scope;
    private readonly QueryExpressions _expressions;

    private QueryParser(QueryText text, QueryScope scope, QueryExpressions expressions) => (_text, _scope, _expressions) = (text, scope, expressions);

    /// <summary>Parses a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Values of <c>:name</c> in it, an object; undefined when there are none.</param>
    /// <param name="tables">What may be read.</param>
    /// <exception cref="QueryException">It is not taken; the message says why.</exception>
    public static (string Sql, IReadOnlyList<object?> Values) Parse(string sql, JsonElement parameters, DataSourceTables tables)
    {
        if (sql.Length > MostCharacters)
        {
            throw new QueryException("a query has at most 4,000 characters");
        }

        var text = new QueryText(SqlTokens.Cut(sql));
        var scope = new QueryScope(tables);
        var expressions = new QueryExpressions(text, scope, parameters);
        new QueryParser(text, scope, expressions).Select();
        return (text.Out.ToString(), expressions.Values);
    }

    private void Select()
    {
        _text.Keyword("SELECT");
        if (_text.Now.Is("DISTINCT"))
        {
            _text.Keyword("DISTINCT");
        }

        // The tables come after the columns but must be known before: they are read first, and everything is written in order afterwards.
        var columns = _text.At;
        var from = FromAt();
        _text.At = from;
        var written = _text.Out.ToString();
        _text.Out.Clear();
        ReadTables();
        var afterTables = (Text: _text.Out.ToString(), At: _text.At);
        _text.Out.Clear().Append(written);
        _text.At = columns;
        Columns(from);
        _text.Out.Append(' ').Append(afterTables.Text);
        _text.At = afterTables.At;
        Rest();
    }

    private int FromAt()
    {
        var depth = 0;
        for (var i = _text.At; i < _text.Tokens.Count; i++)
        {
            depth += _text.Tokens[i].IsSign("(") ? 1 : _text.Tokens[i].IsSign(")") ? -1 : 0;
            if (depth == 0 && _text.Tokens[i].Is("FROM"))
            {
                return i;
            }
        }

        throw new QueryException("a SELECT ... FROM a table is wanted");
    }

    private void ReadTables()
    {
        _text.Keyword("FROM");
        Table();
        while (_text.Now.Is("JOIN") || _text.Now.Is("INNER") || _text.Now.Is("LEFT"))
        {
            var isLeft = _text.Take().Is("LEFT");
            _text.At += _text.Now.Is("OUTER") ? 1 : 0;
            _text.At += _text.Now.Is("JOIN") ? 1 : 0;
            _text.Out.Append(isLeft ? " LEFT JOIN " : " JOIN ");
            Table();
            _text.Keyword("ON");
            _expressions.Read();
        }
    }

    private void Table()
    {
        var table = _text.Name("a table");
        _text.At += _text.Now.Is("AS") ? 1 : 0;
        var alias = QueryText.IsName(_text.Now) ? _text.Name("an alias") : null;
        _text.Out.Append(_scope.Add(table, alias));
    }

    private void Columns(int end)
    {
        do
        {
            if (_text.Now.IsSign("*"))
            {
                _text.Take();
                _text.Out.Append(_scope.All(null));
            }
            else if (QueryText.IsName(_text.Now) && _text.Ahead(1).IsSign(".") && _text.Ahead(2).IsSign("*"))
            {
                var table = _text.Name("a table");
                _text.At += 2;
                _text.Out.Append(_scope.All(table));
            }
            else
            {
                _expressions.Read();
                var isTitled = _text.Now.Is("AS");
                _text.At += isTitled ? 1 : 0;
                if (isTitled || QueryText.IsName(_text.Now))
                {
                    var title = _text.Name("a title");
                    _scope.Title(title);
                    _text.Out.Append(" AS ").Append(QueryScope.Quoted(title));
                }
            }
        }
        while (_text.Comma());
        if (_text.At != end)
        {
            throw _text.Unexpected();
        }
    }

    private void Rest()
    {
        if (_text.Now.Is("WHERE"))
        {
            _text.Keyword("WHERE");
            _expressions.Read();
        }

        if (_text.Now.Is("GROUP"))
        {
            _text.Keyword("GROUP");
            _text.Keyword("BY");
            _expressions.Row(_expressions.Read);
        }

        if (_text.Now.Is("HAVING"))
        {
            _text.Keyword("HAVING");
            _expressions.Read();
        }

        if (_text.Now.Is("ORDER"))
        {
            _text.Keyword("ORDER");
            _text.Keyword("BY");
            _expressions.Row(Order);
        }

        Limits();
        if (_text.Now.Kind != SqlTokenKind.End)
        {
            throw _text.Unexpected();
        }
    }

    private void Order()
    {
        // A number here is a position, not a value.
        if (_text.Now.Kind == SqlTokenKind.Number && int.TryParse(_text.Now.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            _text.Take();
            _text.Out.Append(CultureInfo.InvariantCulture, $"{position}");
        }
        else
        {
            _expressions.Read();
        }

        if (_text.Now.Is("ASC") || _text.Now.Is("DESC"))
        {
            _text.Out.Append(_text.Take().Is("DESC") ? " DESC" : " ASC");
        }
    }

    /// <summary>One row more than is given is asked for, so that it is known whether there are more.</summary>
    private void Limits()
    {
        var limit = _text.Now.Is("LIMIT") ? Count() : MostRows + 1;
        var offset = _text.Now.Is("OFFSET") ? Count() : 0;
        _text.Out.Append(CultureInfo.InvariantCulture, $" LIMIT {Math.Min(limit, MostRows + 1)} OFFSET {offset}");
    }

    private int Count()
    {
        _text.Take();
        return _text.Now.Kind == SqlTokenKind.Number && int.TryParse(_text.Take().Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw _text.Unexpected();
    }
}
