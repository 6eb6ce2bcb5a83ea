using System.Security.Cryptography;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Host.Composing;
using Banyan.Wire;

namespace Banyan.Host.Doors.Keyed;

/// <summary>The <c>Idempotency-Key</c> of an ask, and what it stands for: the bytes, where they were sent, for whom, and under which wishes.</summary>
internal static class AskKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Headers that change what is done for an ask.</summary>
    private static readonly string[] Wishes = ["x-banyan-user", "x-banyan-feature", "x-banyan-strict", "x-banyan-fallbacks"];

    /// <summary>Whether an ask has one.</summary>
    public static bool IsSaid(HttpContext http, DoorAsk door) => door.Operation != Operation.CountTokens && http.Request.Headers.ContainsKey(Header);

    /// <summary>The key of an ask; null when it is blank or <paramref name="problem"/> says what is wrong with it.</summary>
    public static CompletionKey? Of(HttpContext http, DoorAsk door, Caller caller, ReadOnlySpan<byte> body, out Failure? problem)
    {
        var key = AskHeaders.One(http, Header, out problem);
        if (key is null || problem is not null)
        {
            return null;
        }

        string[] parts =
        [
            door.Dialect.Name,
            http.Request.Path,
            door.IsJsonArray ? "array" : "",
            caller.User ?? "",
            .. Wishes.Select(name => http.Request.Headers[name].ToString()),
            Convert.ToHexString(SHA256.HashData(body)),
        ];
        return new CompletionKey(caller.Tenant, caller.Service, KeyHash.Of(key), KeyHash.Of(string.Join('\n', parts.Select(part => $"{part.Length}:{part}"))));
    }
}
