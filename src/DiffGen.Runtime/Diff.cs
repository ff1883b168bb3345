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
}
