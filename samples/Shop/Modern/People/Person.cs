using Microsoft.AspNetCore.Http;

namespace Shop.Modern.People;

/// <summary>For whom a call is made, as Banyan signed it.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Email">Their e-mail; null when it is not known.</param>
/// <param name="Scopes">What they may do.</param>
public sealed record Person(string Id, string? Email, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether a call may touch what belongs to somebody, named by id or e-mail. Where nobody's identity is checked, everything may.</summary>
    /// <param name="context">The call.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="right">The right to everybody's, as <c>orders:read:any</c>.</param>
    public static bool May(HttpContext context, string owner, string right) =>
        context.Items[typeof(Person)] is not Person person || person.Id == owner || string.Equals(person.Email, owner, StringComparison.OrdinalIgnoreCase) || person.Scopes.Contains(right, StringComparer.Ordinal);
}
