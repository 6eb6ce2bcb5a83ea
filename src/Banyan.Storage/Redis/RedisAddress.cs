using System.Globalization;

namespace Banyan.Storage.Redis;

/// <summary>Where a Redis is: <c>redis://[user:password@]host[:port][/database]</c>, <c>rediss://</c> for TLS, or <c>host:port</c> alone.</summary>
internal sealed record RedisAddress(string Host, int Port, string User, string Password, int Database, bool IsTls)
{
    private const int UsualPort = 6379;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message does not repeat it, for it may hold a password.</exception>
    public static RedisAddress Parse(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "redis://" + text;
        if (!Uri.TryCreate(full, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
        {
            throw new FormatException("storage.redis is no address of a Redis: redis://[user:password@]host[:port][/database] is wanted.");
        }

        var (user, password) = uri.UserInfo.Split(':', 2) is [var name, var secret] ? (name, secret) : ("", uri.UserInfo);
        var path = uri.AbsolutePath.Trim('/');
        var database = path.Length == 0 ? 0
            : int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException("The database in storage.redis is a number.");
        return new RedisAddress(uri.Host, uri.Port > 0 ? uri.Port : UsualPort, Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), database, uri.Scheme == "rediss");
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
