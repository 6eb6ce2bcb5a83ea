namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>Cuts a query into pieces. What it does not know (comments, semicolons, backslashes, dollar quotes) is refused.</summary>
internal static class SqlTokens
{
    private const int MostTokens = 1_000;
    private static readonly string[] Signs = ["<=", ">=", "<>", "!=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", "."];

    /// <summary>Cuts.</summary>
    /// <exception cref="QueryException">There is something in it that no query needs.</exception>
    public static List<SqlToken> Cut(string sql)
    {
        var tokens = new List<SqlToken>();
        var at = 0;
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }

            if (tokens.Count == MostTokens)
            {
                throw new QueryException("the query is too long");
            }

            tokens.Add(Next(sql, ref at));
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, ""));
        return tokens;
    }

    private static SqlToken Next(string sql, ref int at)
    {
        var first = sql[at];
        if (IsNameStart(first))
        {
            return new SqlToken(SqlTokenKind.Name, While(sql, ref at, IsNamePart));
        }

        if (char.IsAsciiDigit(first))
        {
            return new SqlToken(SqlTokenKind.Number, While(sql, ref at, one => char.IsAsciiDigit(one) || one == '.'));
        }

        if (first is '\'' or '"')
        {
            return new SqlToken(first == '"' ? SqlTokenKind.Quoted : SqlTokenKind.Text, Between(sql, ref at, first));
        }

        if (first == ':' && at + 1 < sql.Length && IsNameStart(sql[at + 1]))
        {
            at++;
            return new SqlToken(SqlTokenKind.Parameter, While(sql, ref at, IsNamePart));
        }

        if (sql.AsSpan(at).StartsWith("--") || sql.AsSpan(at).StartsWith("/*"))
        {
            throw new QueryException("comments are not taken");
        }

        foreach (var sign in Signs)
        {
            if (sql.AsSpan(at).StartsWith(sign))
            {
                at += sign.Length;
                return new SqlToken(SqlTokenKind.Sign, sign);
            }
        }

        throw new QueryException(first == ';' ? "one SELECT without a semicolon is wanted" : $"'{first}' is not taken");
    }

    private static string Between(string sql, ref int at, char quote)
    {
        var text = new System.Text.StringBuilder();
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] != quote)
            {
                text.Append(sql[at]);
            }
            else if (at + 1 < sql.Length && sql[at + 1] == quote)
            {
                text.Append(quote);
                at++;
            }
            else
            {
                at++;
                return text.ToString();
            }
        }

        throw new QueryException("a quote is not closed");
    }

    private static string While(string sql, ref int at, Func<char, bool> fits)
    {
        var start = at;
        while (at < sql.Length && fits(sql[at]))
        {
            at++;
        }

        return sql[start..at];
    }

    private static bool IsNameStart(char one) => char.IsAsciiLetter(one) || one == '_';

    private static bool IsNamePart(char one) => char.IsAsciiLetterOrDigit(one) || one == '_';
}
