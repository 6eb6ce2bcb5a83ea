using System.Security.Cryptography;
using System.Text;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Brings call ids into the alphabet this wire accepts, always the same way.</summary>
internal static class AnthropicCallIds
{
    /// <summary>The id itself when it is fit; else its fit letters and a hash, so that two ids which differ only in forbidden letters stay different.</summary>
    public static string Sanitise(string? id)
    {
        if (!string.IsNullOrEmpty(id) && id.All(IsAllowed))
        {
            return id;
        }

        var clean = string.Concat((id ?? "").Select(next => IsAllowed(next) ? next : '_'));
        return $"{clean}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id ?? "")).AsSpan(0, 8))}";
    }

    private static bool IsAllowed(char next) => char.IsAsciiLetterOrDigit(next) || next is '_' or '-';
}
