using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class RecordingTests
{
    /// <summary>The size of the first segment: tests put values right before, on and after its end.</summary>
    private const int FirstSegment = 1 << 14;

    [StructLayout(LayoutKind.Sequential, Size = 100_000)]
    private struct Huge
    {
        public double First;
    }

    [Fact]
    public void Values_come_back_last_first()
    {
        Recording recording = Recording.Rent();
        recording.Push(1.5);
        recording.Push((byte)7);
        recording.Push(-3);
        recording.Push(new Vector3(1, 2, 3));
        recording.Push(true);

        Assert.True(recording.Pop<bool>());
        Assert.Equal(new Vector3(1, 2, 3), recording.Pop<Vector3>());
        Assert.Equal(-3, recording.Pop<int>());
        Assert.Equal(7, recording.Pop<byte>());
        Assert.Equal(1.5, recording.Pop<double>());
        Assert.True(recording.IsEmpty);
        recording.Return();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_value_at_the_end_of_a_segment_comes_back(int free)
    {
        Recording recording = Recording.Rent();
        for (int i = 0; i < FirstSegment - free; i++)
        {
            recording.Push((byte)i);
        }

        for (int round = 0; round < 3; round++)
        {
            recording.Push(Math.PI);
            recording.Push(round);
            Assert.Equal(round, recording.Pop<int>());
            Assert.Equal(Math.PI, recording.Pop<double>());
        }

        for (int i = FirstSegment - free - 1; i >= 0; i--)
        {
            Assert.Equal((byte)i, recording.Pop<byte>());
        }

        Assert.True(recording.IsEmpty);
        recording.Return();
    }

    [Fact]
    public void Pushing_and_popping_at_the_edge_of_a_segment_allocates_nothing()
    {
        Recording recording = Recording.Rent();
        for (int i = 0; i < (FirstSegment / 8) - 1; i++)
        {
            recording.Push((double)i);
        }

        bool wrong = false;
        Allocations.AssertNone(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                recording.Push(1.0);
                recording.Push(2.0);
                recording.Push(3.0);
                wrong |= recording.Pop<double>() != 3.0 || recording.Pop<double>() != 2.0 || recording.Pop<double>() != 1.0;
            }
        });
        Assert.False(wrong);
        recording.Return();
    }

    [Fact]
    public void A_value_larger_than_the_next_segment_gets_one_of_its_own()
    {
        Recording recording = Recording.Rent();
        recording.Push((byte)1);
        Huge huge = default;
        huge.First = 42;
        recording.Push(huge);
        recording.Push(2);

        Assert.Equal(2, recording.Pop<int>());
        Assert.Equal(42, recording.Pop<Huge>().First);
        Assert.Equal(1, recording.Pop<byte>());
        recording.Return();
    }

    [Fact]
    public void A_large_value_that_leaves_the_first_segment_empty_comes_back()
    {
        Recording recording = Recording.Rent();
        recording.Push(1);
        _ = recording.Pop<int>();
        Huge huge = default;
        huge.First = 42;
        recording.Push(huge);

        Assert.Equal(42, recording.Pop<Huge>().First);
        Assert.True(recording.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => recording.Pop<int>());
        recording.Return();
    }

    [Fact]
    public void Popping_from_an_empty_recording_throws_and_leaves_it_usable()
    {
        Recording recording = Recording.Rent();
        Assert.Throws<InvalidOperationException>(() => recording.Pop<double>());
        Assert.Throws<InvalidOperationException>(() => recording.PopObject<string>());
        recording.Push((byte)3);
        Assert.Throws<InvalidOperationException>(() => recording.Pop<double>());
        Assert.Equal(3, recording.Pop<byte>());
        Assert.Throws<InvalidOperationException>(() => recording.Pop<byte>());
        recording.Return();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_of_pushes_and_pops_agrees_with_a_model(int seed)
    {
        Random random = new(seed);
        Stack<(int Kind, ulong Bits)> model = new();
        Recording recording = Recording.Rent();
        for (int phase = 0; phase < 40; phase++)
        {
            // Phases of growth and of shrinkage cross many segments in both directions.
            double pushing = phase % 2 == 0 ? 0.7 : 0.3;
            for (int i = 0; i < 20_000; i++)
            {
                if (random.NextDouble() < pushing)
                {
                    int kind = random.Next(5);
                    ulong bits = (ulong)random.NextInt64();
                    model.Push((kind, bits));
                    Push(recording, kind, bits);
                }
                else if (model.Count > 0)
                {
                    (int kind, ulong bits) = model.Pop();
                    Assert.Equal(Truncate(kind, bits), Pop(recording, kind));
                }
            }
        }

        while (model.Count > 0)
        {
            (int kind, ulong bits) = model.Pop();
            Assert.Equal(Truncate(kind, bits), Pop(recording, kind));
        }

        Assert.True(recording.IsEmpty);
        recording.Return();

        static void Push(Recording recording, int kind, ulong bits)
        {
            switch (kind)
            {
                case 0: recording.Push((byte)bits); break;
                case 1: recording.Push((ushort)bits); break;
                case 2: recording.Push((uint)bits); break;
                case 3: recording.Push(bits); break;
                default: recording.Push((bits, (byte)bits)); break;
            }
        }

        static ulong Pop(Recording recording, int kind) => kind switch
        {
            0 => recording.Pop<byte>(),
            1 => recording.Pop<ushort>(),
            2 => recording.Pop<uint>(),
            3 => recording.Pop<ulong>(),
            _ => recording.Pop<(ulong, byte)>().Item1,
        };

        static ulong Truncate(int kind, ulong bits) => kind switch { 0 => (byte)bits, 1 => (ushort)bits, 2 => (uint)bits, _ => bits };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void Spans_come_back_last_first_among_values(int length)
    {
        Recording recording = Recording.Rent();
        double[] first = [.. Enumerable.Range(0, length).Select(i => (double)i)];
        byte[] second = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        recording.Push((byte)1);
        recording.PushSpan<double>(first);
        recording.Push(2.5);
        recording.PushSpan<byte>(second);
        recording.PushSpan<double>(first);

        Assert.True(recording.PopSpan<double>().SequenceEqual(first));
        Assert.True(recording.PopSpan<byte>().SequenceEqual(second));
        Assert.Equal(2.5, recording.Pop<double>());
        Assert.True(recording.PopSpan<double>().SequenceEqual(first));
        Assert.Equal(1, recording.Pop<byte>());
        Assert.True(recording.IsEmpty);
        recording.Return();
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 0)]
    [InlineData(3, -4)]
    [InlineData(8, 14)]
    [InlineData(8, 16)]
    [InlineData(8, 17)]
    [InlineData(3, 2_000)]
    public void Blocks_that_were_taken_at_once_lie_beside_one_another_and_come_back_with_what_was_written(int count, int length)
    {
        Recording recording = Recording.Rent();
        int elements = Math.Max(0, length);
        for (int round = 0; round < 40; round++)
        {
            recording.Push((byte)round);
            Span<double> first = recording.PushBlocks<double>(count, length);
            for (int k = 0; k < count; k++)
            {
                Span<double> block = Recording.Beside(first, k);
                Assert.Equal(elements, block.Length);
                block.Fill((100 * round) + k);
            }
        }

        for (int round = 39; round >= 0; round--)
        {
            Span<double> last = recording.PopBlocks<double>(count);
            for (int k = 0; k < count; k++)
            {
                Span<double> block = Recording.Beside(last, k - count + 1);
                Assert.Equal(elements, block.Length);
                Assert.False(block.ContainsAnyExcept((100.0 * round) + k));
            }

            Assert.Equal(round, recording.Pop<byte>());
        }

        Assert.True(recording.IsEmpty);
        recording.Return();
    }

    [Fact]
    public void One_block_is_what_a_span_is()
    {
        Recording recording = Recording.Rent();
        foreach (int length in new[] { 3, 3_000 })
        {
            recording.PushBlock<float>(length).Fill(length);
            Span<float> block = recording.PopBlocks<float>(1);
            Assert.Equal(length, block.Length);
            Assert.False(block.ContainsAnyExcept((float)length));
            recording.PushBlocks<float>(1, length).Fill(-length);
            block = recording.PopSpan<float>();
            Assert.Equal(length, block.Length);
            Assert.False(block.ContainsAnyExcept((float)-length));
        }

        recording.Return();
    }

    [Fact]
    public void No_blocks_come_from_an_empty_recording()
    {
        Recording recording = Recording.Rent();
        Assert.Throws<InvalidOperationException>(() => recording.PopBlocks<double>(2).Length);
        recording.Push(1);
        Assert.Throws<InvalidOperationException>(() => recording.PopBlocks<double>(2).Length);
        Assert.Throws<NotSupportedException>(() => recording.PushBlocks<string>(2, 3).Length);
        Assert.Throws<NotSupportedException>(() => recording.PopBlocks<string>(2).Length);
        recording.Return();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void A_popped_span_is_left_alone_by_pops_and_blocks_and_may_be_written(int length)
    {
        Recording recording = Recording.Rent();
        for (int i = 0; i < 50; i++)
        {
            recording.Push(i);
            recording.PushSpan<double>(Enumerable.Repeat((double)i, length).ToArray());
        }

        Span<double> last = recording.PopSpan<double>();
        last[0] = -1;
        for (int i = 49; i > 0; i--)
        {
            Assert.Equal(i, recording.Pop<int>());
            recording.Zeros<double>(length).Fill(7);
            Span<double> span = recording.PopSpan<double>();
            Assert.False(span.ContainsAnyExcept(i - 1.0));
            span.Fill(100);
        }

        Assert.Equal(-1, last[0]);
        Assert.False(last[1..].ContainsAnyExcept(49.0));
        recording.Return();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_of_spans_and_values_agrees_with_a_model(int seed)
    {
        Random random = new(seed);
        Stack<float[]> model = new();
        Recording recording = Recording.Rent();
        for (int phase = 0; phase < 20; phase++)
        {
            double pushing = phase % 2 == 0 ? 0.7 : 0.3;
            for (int i = 0; i < 500; i++)
            {
                if (random.NextDouble() < pushing)
                {
                    float[] values = [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(6000) : random.Next(20)).Select(_ => random.NextSingle())];
                    model.Push(values);
                    if (values.Length == 1)
                    {
                        recording.Push(values[0]);
                    }
                    else
                    {
                        recording.PushSpan<float>(values);
                    }
                }
                else if (model.TryPop(out float[]? values))
                {
                    Agree(recording, values);
                }
            }
        }

        while (model.TryPop(out float[]? values))
        {
            Agree(recording, values);
        }

        Assert.True(recording.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => recording.PopSpan<float>().Length);
        recording.Return();

        static void Agree(Recording recording, float[] values)
        {
            if (values.Length == 1)
            {
                Assert.Equal(values[0], recording.Pop<float>());
            }
            else
            {
                Assert.True(recording.PopSpan<float>().SequenceEqual(values));
            }
        }
    }

    [Fact]
    public void Spans_are_aligned_to_their_elements()
    {
        Recording recording = Recording.Rent();
        recording.Push((byte)1);
        recording.PushSpan<double>([1, 2, 3]);
        recording.Push((byte)2);
        recording.PushSpan<double>(new double[1000]);
        Assert.Equal(0, Address(ref recording.PopSpan<double>()[0]) % 64);
        _ = recording.Pop<byte>();
        Assert.Equal(0, Address(ref recording.PopSpan<double>()[0]) % 8);
        recording.Return();

        static unsafe long Address(ref double start) => (long)Unsafe.AsPointer(ref start);
    }

    [Fact]
    public void Returning_forgets_spans()
    {
        Recording recording = Recording.Rent();
        recording.PushSpan<double>(new double[1000]);
        recording.PushSpan<double>(new double[10]);
        recording.Return();

        Assert.Same(recording, Recording.Rent());
        Assert.True(recording.IsEmpty);
        recording.PushSpan<double>(Enumerable.Repeat(2.0, 1000).ToArray());
        Assert.False(recording.PopSpan<double>().ContainsAnyExcept(2.0));
        recording.Return();
    }

    [Fact]
    public void Spans_allocate_nothing_in_the_steady_state()
    {
        double[] small = new double[5], large = new double[5000];
        Allocations.AssertNone(() =>
        {
            Recording recording = Recording.Rent();
            for (int i = 0; i < 100; i++)
            {
                recording.PushSpan<double>(small);
                recording.PushSpan<double>(large);
            }

            for (int i = 0; i < 100; i++)
            {
                _ = recording.PopSpan<double>();
                _ = recording.PopSpan<double>();
            }

            recording.Return();
        });
    }

    [Fact]
    public void Code_that_is_generic_over_the_real_type_records_too()
    {
        Assert.Equal(6.0, Sum([1.0, 2, 3]));
        Assert.Equal(6f, Sum([1f, 2, 3]));
        Assert.Equal((Half)6, Sum([(Half)1, (Half)2, (Half)3]));

        static T Sum<T>(ReadOnlySpan<T> values)
            where T : IFloatingPointIeee754<T>
        {
            Recording recording = Recording.Rent();
            Span<T> block = recording.Zeros<T>(values.Length);
            values.CopyTo(block);
            recording.PushSpan<T>(block);
            recording.Push(block[0]);
            T sum = recording.Pop<T>() - block[0];
            foreach (T value in recording.PopSpan<T>())
            {
                sum += value;
            }

            recording.Return();
            return sum;
        }
    }

    [Fact]
    public void Types_with_references_are_refused()
    {
        Recording recording = Recording.Rent();
        Assert.Throws<NotSupportedException>(() => recording.Push("text"));
        Assert.Throws<NotSupportedException>(() => recording.Push((1.0, "text")));
        Assert.Throws<NotSupportedException>(() => recording.Pop<string>());
        Assert.Throws<NotSupportedException>(() => recording.Zeros<string>(3).Length);
        Assert.Throws<NotSupportedException>(() => recording.Block<string>(3).Length);
        Assert.Throws<NotSupportedException>(() => recording.PushSpan<string>(["text"]));
        Assert.Throws<NotSupportedException>(() => recording.PopSpan<string>().Length);
        Assert.True(recording.IsEmpty);
        recording.Return();
    }

    [Fact]
    public void Objects_come_back_last_first_and_are_let_go()
    {
        Recording recording = Recording.Rent();
        WeakReference popped = PushAndPop(recording);
        WeakReference left = PushOnly(recording);
        recording.Return();

        GC.Collect();
        Assert.False(popped.IsAlive);
        Assert.False(left.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference PushAndPop(Recording recording)
        {
            double[] array = new double[3];
            for (int i = 0; i < 40; i++)
            {
                recording.PushObject(i % 3 == 0 ? null : array);
            }

            for (int i = 39; i >= 0; i--)
            {
                Assert.Same(i % 3 == 0 ? null : array, recording.PopObject<double[]?>());
            }

            return new WeakReference(array);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference PushOnly(Recording recording)
        {
            object value = new();
            recording.PushObject(value);
            return new WeakReference(value);
        }
    }

    [Fact]
    public void Blocks_stay_put_and_apart_until_they_are_released()
    {
        Recording recording = Recording.Rent();
        Random random = new(4);
        for (int round = 0; round < 20; round++)
        {
            long mark = recording.Mark();
            int[] lengths = new int[5];
            Span<double> a = recording.Zeros<double>(lengths[0] = random.Next(3000));
            Span<float> b = recording.Zeros<float>(lengths[1] = random.Next(3000));
            Span<byte> c = recording.Zeros<byte>(lengths[2] = random.Next(100_000));
            Span<double> d = recording.Block<double>(lengths[3] = random.Next(3000));
            Span<Vector3> e = recording.Zeros<Vector3>(lengths[4] = random.Next(3000));
            Assert.Equal(lengths, new[] { a.Length, b.Length, c.Length, d.Length, e.Length });
            Assert.False(a.ContainsAnyExcept(0.0));
            Assert.False(b.ContainsAnyExcept(0f));
            Assert.False(c.ContainsAnyExcept((byte)0));
            Assert.False(e.ContainsAnyExcept(Vector3.Zero));

            a.Fill(1);
            b.Fill(2);
            c.Fill(3);
            d.Fill(4);
            e.Fill(new Vector3(5));
            Assert.False(a.ContainsAnyExcept(1.0));
            Assert.False(b.ContainsAnyExcept(2f));
            Assert.False(c.ContainsAnyExcept((byte)3));
            Assert.False(d.ContainsAnyExcept(4.0));
            Assert.False(e.ContainsAnyExcept(new Vector3(5)));
            if (round % 3 != 0)
            {
                recording.Release(mark);
            }
        }

        recording.Return();
    }

    [Fact]
    public void A_released_block_is_used_again_and_those_below_the_mark_stay()
    {
        Recording recording = Recording.Rent();
        Span<double> below = recording.Zeros<double>(10);
        below.Fill(7);
        long mark = recording.Mark();
        Span<double> first = recording.Block<double>(20_000);
        first.Fill(1);
        recording.Release(mark);
        Span<double> second = recording.Zeros<double>(20_000);

        Assert.True(Unsafe.AreSame(ref first[0], ref second[0]));
        Assert.False(second.ContainsAnyExcept(0.0));
        Assert.False(below.ContainsAnyExcept(7.0));
        recording.Return();
    }

    [Fact]
    public void Blocks_begin_at_multiples_of_a_cache_line()
    {
        Recording recording = Recording.Rent();
        for (int i = 1; i < 200; i++)
        {
            Span<byte> block = recording.Block<byte>(i * 37);
            Assert.Equal(0, Address(ref block[0]) % 64);
        }

        recording.Return();

        // Blocks lie on the pinned heap: the address holds while it is looked at.
        static unsafe long Address(ref byte start) => (long)Unsafe.AsPointer(ref start);
    }

    [Fact]
    public void Empty_and_negative_lengths()
    {
        Recording recording = Recording.Rent();
        Assert.True(recording.Zeros<double>(0).IsEmpty);
        Assert.True(recording.Block<double>(0).IsEmpty);
        Assert.Throws<OverflowException>(() => recording.Zeros<double>(-1).Length);
        Assert.Throws<OverflowException>(() => recording.Block<double>(-1).Length);
        recording.Return();
    }

    [Fact]
    public void A_mark_that_has_been_released_already_is_refused()
    {
        Recording recording = Recording.Rent();
        long outer = recording.Mark();
        _ = recording.Block<double>(10);
        long inner = recording.Mark();
        recording.Release(outer);
        Assert.Throws<InvalidOperationException>(() => recording.Release(inner));
        Assert.Throws<InvalidOperationException>(() => recording.Release(-1));
        recording.Return();
    }

    [Fact]
    public void Nested_rents_get_recordings_of_their_own()
    {
        Recording outer = Recording.Rent();
        outer.Push(1.0);
        Recording inner = Recording.Rent();
        Assert.NotSame(outer, inner);
        inner.Push(2.0);
        inner.Return();
        Assert.Equal(1.0, outer.Pop<double>());
        outer.Return();
    }

    [Fact]
    public void A_returned_recording_is_empty_when_it_is_rented_again()
    {
        Recording recording = Recording.Rent();
        recording.Push(1.0);
        recording.PushObject("text");
        _ = recording.Block<double>(100_000);
        recording.Return();

        Recording again = Recording.Rent();
        Assert.Same(recording, again);
        Assert.True(again.IsEmpty);
        Assert.Equal(0, again.Mark());
        Assert.Throws<InvalidOperationException>(() => again.Pop<double>());
        again.Return();
    }

    [Fact]
    public void Returning_twice_is_refused()
    {
        Recording recording = Recording.Rent();
        recording.Return();
        Assert.Throws<InvalidOperationException>(recording.Return);
    }

    [Fact]
    public void The_steady_state_allocates_nothing_nested_rents_included()
    {
        Allocations.AssertNone(() => Nest(5));

        static void Nest(int depth)
        {
            if (depth == 0)
            {
                return;
            }

            Recording recording = Recording.Rent();
            for (int i = 0; i < 10_000; i++)
            {
                recording.Push((double)i);
                recording.Push(i);
            }

            for (int i = 0; i < 50; i++)
            {
                recording.PushObject(recording);
                _ = recording.Zeros<double>(i * 100);
            }

            Nest(depth - 1);
            recording.Return();
        }
    }

    [Fact]
    public void Buffers_beyond_the_cap_are_dropped() => OnOwnThread(() =>
    {
        Recording small = Recording.Rent();
        Recording large = Recording.Rent();
        small.Push(1.0);
        _ = large.Block<byte>((int)Recording.KeptBytes);
        Assert.True(large.Bytes >= Recording.KeptBytes);
        small.Return();
        large.Return();

        Assert.Equal(0, large.Bytes);
        Assert.True(small.Bytes > 0);

        // Both are still on the list and work.
        Assert.Same(large, Recording.Rent());
        Assert.Same(small, Recording.Rent());
        large.Push(2.0);
        Assert.Equal(2.0, large.Pop<double>());
        _ = large.Zeros<double>(3);
    });

    [Fact]
    public void A_thread_has_recordings_of_its_own()
    {
        Recording mine = Recording.Rent();
        mine.Return();
        Recording? theirs = null;
        OnOwnThread(() =>
        {
            theirs = Recording.Rent();
            theirs.Return();
        });
        Assert.NotSame(mine, theirs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(62)]
    [InlineData(2_000)]
    public void A_row_is_a_part_of_its_block(int length)
    {
        Recording recording = Recording.Rent();
        Span<double> rows = recording.PushBlock<double>(5 * length);
        for (int row = 0; row < 5; row++)
        {
            Span<double> part = Recording.Row(rows, row * length, length);
            Assert.Equal(length, part.Length);
            part.Fill(row + 1);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(1 + i / length, rows[i]);
        }

        recording.PopSpan<double>();
        recording.Return();
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(81, 20)]
    [InlineData(0, 101)]
    [InlineData(0, -1)]
    public void A_row_that_is_no_part_is_an_exception(int start, int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Recording.Row(new float[100].AsSpan(), start, length));
    }

    private static void OnOwnThread(Action action)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("The thread failed.", failure);
        }
    }
}
