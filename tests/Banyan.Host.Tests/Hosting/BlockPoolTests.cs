using System.Buffers;
using Banyan.Host.Hosting;

namespace Banyan.Host.Tests.Hosting;

public sealed class BlockPoolTests
{
    private const int BlockBytes = 16 * 1024;
    private const int MostKept = 512;

    [Fact]
    public void A_block_given_back_is_lent_again()
    {
        using var pool = new BlockPool();
        var first = pool.Rent();
        first.Memory.Length.ShouldBe(BlockBytes);
        first.Dispose();
        pool.Rent(BlockBytes).ShouldBeSameAs(first);
        pool.Rent().ShouldNotBeSameAs(first);
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        using var pool = new BlockPool();
        var lent = Enumerable.Range(0, MostKept + 10).Select(_ => pool.Rent()).ToList();
        lent.ForEach(block => block.Dispose());
        var again = Enumerable.Range(0, MostKept + 10).Select(_ => pool.Rent()).ToList();
        again.Intersect(lent, ReferenceEqualityComparer.Instance).Count().ShouldBe(MostKept);
    }

    [Fact]
    public void More_than_a_block_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ((MemoryPool<byte>)new BlockPool()).Rent(BlockBytes + 1));
}
