using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>A password written into a connection string. Looked for before variables are put in, since afterwards every password would look written.</summary>
internal static class ConnectionCheck
{
    public static void Run(ConfigNode document, ProblemList problems)
    {
        var storage = document.Members.FirstOrDefault(member => LooseName.Same(member.Name, "storage")).Value;
        foreach (var (name, node) in storage?.Members ?? [])
        {
            var isConnection = LooseName.Same(name, "database") || LooseName.Same(name, "redis");
            if (isConnection && node.Place.Variable is null && HoldsPassword(node.Text))
            {
                var at = node.Place with { Path = ConfigPlace.Join("storage", name.ToLowerInvariant()) };
                problems.Warn(ProblemCode.LiteralSecret, at, "A password is written into the connection string.", "Put the whole string, or the password, into a variable: ${NAME}.");
            }
        }
    }

    private static bool HoldsPassword(string text)
    {
        var isKeyed = text.Split(';').Any(part => part.Split('=', 2) is [var key, var value] && key.Trim() is var name
            && (name.Equals("password", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase)) && IsWritten(value));
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var at = scheme < 0 ? -1 : text.IndexOf('@', scheme);
        var colon = at < 0 ? -1 : text.IndexOf(':', scheme + 3);
        return isKeyed || (colon >= 0 && colon < at && IsWritten(text[(colon + 1)..at]));
    }

    private static bool IsWritten(string value) => value.Trim().Length > 0 && !value.Contains("${", StringComparison.Ordinal);
}
