using System.Runtime.CompilerServices;

namespace DiffGen;

/// <summary>What a differentiable method may say about its own derivative.</summary>
public static class Diff
{
    /// <summary>The identity with a zero derivative, in every mode.</summary>
    /// <param name="value">Any number.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    public static double Stop(double value) => value;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float value) => value;

    /// <summary>The identity with a zero derivative, in every mode: nothing that is read from the result has a tangent or a gradient.</summary>
    /// <typeparam name="T">Any type, spans and other ref structs included.</typeparam>
    /// <param name="value">Any value; a buffer is not copied.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    public static T Stop<T>(T value)
        where T : allows ref struct => value;

    /// <summary>
    /// Written as the first statement of the body of a loop: the reverse sweep does not record all n iterations of this loop, but keeps the state at the
    /// beginning of some and runs the others again when it comes to them. Memory O(√n) instead of O(n), for one more forward run:
    /// <see cref="CheckpointSchedule.SquareRoot"/>.
    /// </summary>
    /// <remarks>
    /// <para>Says something to the compiler about the loop that it stands in, the innermost one. When it runs, it does nothing.</para>
    /// <para>
    /// The state is what the loop carries from one iteration to the next: the variables that it assigns and the buffers that it writes. Where that is
    /// large and what an iteration records is small, little is gained.
    /// </para>
    /// <para>
    /// In a loop that draws and whose draws answer for later costs: the loop is run twice, from the same places of its streams, and nothing of it is recorded.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// for (int step = 0; step &lt; steps; step++)
    /// {
    ///     Diff.Checkpoint();
    ///     velocity -= dt * Force(position);
    ///     position += dt * velocity;
    /// }
    /// </code>
    /// </example>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Checkpoint()
    {
    }

    /// <summary>As <see cref="Checkpoint()"/>, with the schedule of one's choice.</summary>
    /// <param name="schedule">Which iterations are kept; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Checkpoint(CheckpointSchedule schedule) => _ = schedule;
}
