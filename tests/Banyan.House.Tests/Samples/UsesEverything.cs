using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Numerics;
using System.Text;

namespace Banyan.House.Tests.Samples;

/// <summary>Mentions one foreign type in each place a type can stand; read from metadata, never run.</summary>
[Description("seen")]
internal sealed class UsesEverything : StringComparer
{
    private readonly Dictionary<IPAddress, Complex[]> _field = [];

    private sealed class Nested
    {
        public static MediaTypeHeaderValue? FromNested() => null;
    }

    public override int Compare(string? x, string? y) => _field.Count;

    public override bool Equals(string? x, string? y) => typeof(CompareInfo) is null;

    public override int GetHashCode(string obj)
    {
        Func<string, byte[]> inLambda = text => Encoding.UTF8.GetBytes(text);
        return inLambda(obj).Length + (Nested.FromNested() is null ? 0 : 1);
    }

    public static async Task<int> InAStateMachineAsync()
    {
        try
        {
            return await Task.FromResult(new StringBuilder().Length);
        }
        catch (WebException)
        {
            return 0;
        }
    }
}
