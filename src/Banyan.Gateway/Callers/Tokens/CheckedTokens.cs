using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Tokens checked in the last five minutes, by a hash of the whole token with the issuer and audience it was checked for. Thread-safe, bounded.</summary>
internal sealed class CheckedTokens
{
    /// <summary>How many are kept. <value>10,000.</value></summary>
    public const int Most = 10_000;

    private readonly ConcurrentDictionary<string, CheckedToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _tokens.Count;

    /// <summary>The name a token is kept under.</summary>
    public static string NameOf(string token, TokenIssuer issuer)
    {
        // Neither an issuer nor an audience can hold the byte between them: one name for each three.
        var text = $"{token}\0{issuer.Issuer}\0{issuer.Audience}";
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>One that was checked; null when it must be checked again.</summary>
    public CheckedToken? Find(string name, DateTimeOffset now) => _tokens.TryGetValue(name, out var found) && now < found.Until ? found : null;

    /// <summary>Keeps one that was checked.</summary>
    public void Keep(string name, CheckedToken token, DateTimeOffset now)
    {
        if (_tokens.Count >= Most)
        {
            foreach (var (old, kept) in _tokens)
            {
                if (now >= kept.Until)
                {
                    _tokens.TryRemove(old, out _);
                }
            }

            if (_tokens.Count >= Most)
            {
                _tokens.Clear();
            }
        }

        _tokens[name] = token;
    }
}
