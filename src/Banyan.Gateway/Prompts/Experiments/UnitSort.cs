using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Where a unit falls: the same on every node, in every release and after every restart.</summary>
/// <param name="Bucket">0 to 9,999.</param>
/// <param name="Hash">What stands for the unit in records: 32 small hexadecimal digits that say nothing of it.</param>
internal readonly record struct UnitSort(int Bucket, string Hash)
{
    private const int BytesOfHash = 16;

    /// <summary>Sorts a unit: SHA-256 of salt, a zero byte and unit; the bucket is the first eight bytes as a number, modulo 10,000.</summary>
    public static UnitSort Of(string salt, string unit)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(salt + '\0' + unit));
        return new UnitSort((int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Experiment.Buckets), Convert.ToHexStringLower(hash, 8, BytesOfHash));
    }
}
