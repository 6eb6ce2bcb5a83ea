using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Decides by keyed hashes, so that every node decides alike and nobody can choose a side.</summary>
internal static class Buckets
{
    private const ulong Count = 10_000;

    /// <summary>Whether a person is on the modern side of a family's canary. All intents of the family split alike; raising the percentage only adds people.</summary>
    public static bool IsInCanary(string seed, string family, Subject subject, double percent) =>
        Draw(seed, "canary", family, subject.Tenant, subject.Id) % Count < 100 * percent;

    /// <summary>Whether a step of a run is one of the sampled share; samples for different purposes are independent.</summary>
    public static bool IsSampled(string seed, string purpose, string runId, string stepId, double share) => Draw(seed, purpose, runId, stepId) % Count < Count * share;

    /// <summary>A person, hashed: what is stored in the place of their id.</summary>
    public static string Person(string seed, Subject subject) => Convert.ToHexStringLower(Hash(seed, "person", subject.Tenant, subject.Id).AsSpan(0, 16));

    private static ulong Draw(string seed, params ReadOnlySpan<string> parts) => BinaryPrimitives.ReadUInt64BigEndian(Hash(seed, parts));

    // The zero byte keeps ("ab", "c") and ("a", "bc") apart.
    private static byte[] Hash(string seed, params ReadOnlySpan<string> parts) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes(string.Join('\0', parts)));
}
