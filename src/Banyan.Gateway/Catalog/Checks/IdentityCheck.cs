using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Identity providers: each once, their names fit to be written, keys read over a protected connection.</summary>
internal static class IdentityCheck
{
    private const int LongestName = 40;

    public static void Run(Draft draft)
    {
        var (names, issuers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var issuer in draft.Root.Sub("identity").Items("issuers"))
        {
            CheckName(draft, issuer);
            if (!names.Add(issuer.Text("name")) || !issuers.Add(issuer.Text("issuer")))
            {
                draft.Problems.Error(ProblemCode.Duplicate, issuer.Place, $"The identity provider {issuer.Text("name")} stands twice, by its name or by its issuer.", "Keep one of them; several audiences want several issuers.");
            }

            CheckAddress(draft, issuer, "issuer");
            if (issuer.TextOrNull("keysAt") is not null)
            {
                CheckAddress(draft, issuer, "keysAt");
            }
        }
    }

    private static void CheckName(Draft draft, Section issuer)
    {
        var name = issuer.Text("name");
        if (name.Length is 0 or > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            draft.Problems.Error(ProblemCode.OutOfRange, issuer.PlaceOf("name"), $"\"{name}\" is no name for an identity provider.", $"Use 1 to {LongestName} letters, digits, dots, hyphens and underscores.");
        }
    }

    private static void CheckAddress(Draft draft, Section issuer, string name)
    {
        if (!Uri.TryCreate(issuer.Text(name), UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            draft.Problems.Error(ProblemCode.BadAddress, issuer.PlaceOf(name), "Keys are read over https; http is taken on this machine alone.", "Write it as https://host/path, without a user name.");
        }
    }
}
